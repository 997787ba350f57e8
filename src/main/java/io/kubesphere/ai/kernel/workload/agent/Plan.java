package io.kubesphere.ai.kernel.workload.agent;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the service wants done in this run's pods. Fields that this version does not know are for a later one. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Plan(
        @JsonProperty("inputs") List<Input> inputs,
        @JsonProperty("code") Code code,
        @JsonProperty("outputs") List<Output> outputs) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    /**
     * A tree of files to fetch.
     *
     * @param files as the manifest has them, and so {@code bytes}
     * @param mounted how to compare what is there already: by Digest, or by Size alone; absent when there is nothing
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Input(
            @JsonProperty("name") String name,
            @JsonProperty("manifest") String manifest,
            @JsonProperty("files") long files,
            @JsonProperty("bytes") long bytes,
            @JsonProperty("mounted") String mounted) {
        Input {
            requireName(name);
        }

        /** Whether its files lie on a volume that is mounted in their place. */
        boolean isMounted() {
            return mounted != null;
        }

        /** Whether what is mounted is to be read and compared, and not only looked at. */
        boolean readsAll() {
            return !"Size".equals(mounted);
        }

        Digest digest() {
            return Digest.parse("manifest", manifest);
        }
    }

    /** One of both. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Code(@JsonProperty("archive") Archive archive, @JsonProperty("git") Git git) {
        Optional<Archive> fromArchive() {
            return Optional.ofNullable(archive);
        }

        Optional<Git> fromGit() {
            return Optional.ofNullable(git);
        }
    }

    /** A zip or tar file that the service holds. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Archive(
            @JsonProperty("digest") String digest,
            @JsonProperty("name") String name,
            @JsonProperty("bytes") long bytes) {
        Digest content() {
            return Digest.parse("digest", digest);
        }
    }

    /** One commit of a repository; with a subdirectory only what is in that, as if it were the whole. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Git(
            @JsonProperty("url") String url,
            @JsonProperty("commit") String commit,
            @JsonProperty("subdirectory") String subdirectory) {
        Optional<String> part() {
            return Optional.ofNullable(subdirectory).filter(path -> !path.isEmpty());
        }
    }

    /** A directory to store when the program has ended. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Output(@JsonProperty("name") String name, @JsonProperty("required") boolean required) {
        Output {
            requireName(name);
        }
    }

    Plan {
        inputs = inputs == null ? List.of() : List.copyOf(inputs);
        outputs = outputs == null ? List.of() : List.copyOf(outputs);
    }

    Optional<Code> source() {
        return Optional.ofNullable(code);
    }

    private static void requireName(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw Problem.of(Problem.Code.BAD_REQUEST, "the plan has a name that cannot be a directory: %s", name);
        }
    }
}
