package io.kubesphere.ai.kernel.workload.agent;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What the container's environment tells the agent. */
final class Settings {
    private final Map<String, String> environment;

    Settings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    URI service() {
        var url = required("AIP_SERVICE_URL");
        try {
            var uri = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            if (uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException notAUrl) {
            throw wrong("AIP_SERVICE_URL", url, "a URL").because(notAUrl);
        }
        throw wrong("AIP_SERVICE_URL", url, "a URL");
    }

    /** Where the kubelet keeps the token; it is renewed there, so it is read for each request. */
    Path tokenFile() {
        return Path.of(required("AIP_TOKEN_FILE"));
    }

    /** Only rank 0 stores outputs: all workers of a run hold the same ones. */
    int rank() {
        return (int) number("AIP_RANK", 0);
    }

    Workspace workspace() {
        return new Workspace(
                Path.of(given("AIP_WORKSPACE").orElse("/aip")).toAbsolutePath().normalize());
    }

    /** Where the volume is mounted that a snapshot is taken of. */
    Path volume() {
        return Path.of(required("AIP_VOLUME"));
    }

    /** How long the service may be away while inputs are fetched. */
    Duration patience() {
        return Duration.ofSeconds(number("AIP_PATIENCE_SECONDS", 300));
    }

    /** How long a connection may stand still before it counts as broken. */
    Duration stall() {
        return Duration.ofSeconds(Math.max(1, number("AIP_STALL_SECONDS", 120)));
    }

    Duration uploadDeadline() {
        return Duration.ofSeconds(number("AIP_UPLOAD_DEADLINE_SECONDS", 3600));
    }

    /** What pods of this node have fetched before, where the platform admin has such a directory. */
    Optional<CacheSettings> cache() {
        return given("AIP_CACHE")
                .map(directory -> new CacheSettings(
                        Path.of(directory),
                        bytes("AIP_CACHE_BYTES"),
                        Duration.ofSeconds(number("AIP_CACHE_WAIT_SECONDS", 3600))));
    }

    private long bytes(String name) {
        var text = required(name).strip();
        if (!text.matches("\\d{1,18}")) {
            throw wrong(name, text, "a number of bytes");
        }
        return Long.parseLong(text);
    }

    Optional<GitLogin> gitLogin() {
        return given("AIP_GIT_PASSWORD")
                .map(password -> new GitLogin(given("AIP_GIT_USERNAME").orElse(""), password));
    }

    /** Where the kubelet looks for a container's last words; absent outside of a pod. */
    Optional<Path> terminationLog() {
        return given("AIP_TERMINATION_LOG").map(Path::of).or(() -> Optional.of(Path.of("/dev/termination-log"))
                .filter(Files::exists));
    }

    private Optional<String> given(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private String required(String name) {
        return given(name).orElseThrow(() -> Problem.of(Problem.Code.BAD_REQUEST, "%s is not set", name));
    }

    private long number(String name, long otherwise) {
        var text = given(name).orElse(Long.toString(otherwise));
        try {
            var number = Integer.parseInt(text.strip());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw wrong(name, text, "a whole number").because(notANumber);
        }
        throw wrong(name, text, "zero or more");
    }

    private static Problem wrong(String name, String value, String wanted) {
        return Problem.of(Problem.Code.BAD_REQUEST, "%s must be %s, was %s", name, wanted, value);
    }
}
