package io.kubesphere.ai.dataset.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.dataset.store.VersionRow;
import io.kubesphere.ai.kernel.content.ContentStore;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.Manifest;
import io.kubesphere.ai.kernel.content.ManifestStore;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Reads every file of a version and compares its digest with the one it was committed with. */
@ApplicationScoped
class VersionCheck {
    private static final Duration BEAT = Duration.ofSeconds(1);

    private final ManifestStore manifests;
    private final ContentStore content;
    private final ObjectMapper json;
    private final Clock clock;

    VersionCheck(ManifestStore manifests, ContentStore content, ObjectMapper json, Clock clock) {
        this.manifests = manifests;
        this.content = content;
        this.json = json;
        this.clock = clock;
    }

    /** What is wrong with a file. */
    enum Fault {
        Missing,
        Corrupt,
        /** Of a file outside: there is another in its place. */
        Changed
    }

    /** A line about a file that is not as it was committed. */
    record Found(String path, Fault fault) {}

    /** A line about how far the check is. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Progress(long files, long bytes, long faults, boolean done) {}

    void verify(VersionRow version, OutputStream out) {
        var space = version.space();
        try (var files = manifests
                .read(space, version.manifest())
                .orElseThrow(() -> Problem.of(Problem.Code.INTERNAL, "the manifest of the version is missing"))) {
            var progress = new Progress(0, 0, 0, false);
            var told = Instant.MIN;
            while (files.hasNext()) {
                var file = files.next();
                var fault = fault(space, file);
                if (fault.isPresent()) {
                    line(out, new Found(file.path(), fault.get()));
                }
                progress = new Progress(
                        progress.files() + 1,
                        progress.bytes() + file.size(),
                        progress.faults() + (fault.isPresent() ? 1 : 0),
                        false);
                if (told.plus(BEAT).isBefore(clock.instant())) {
                    line(out, progress);
                    told = clock.instant();
                }
            }
            line(out, new Progress(progress.files(), progress.bytes(), progress.faults(), true));
        } catch (IOException gone) {
            throw Problem.of(Problem.Code.UNAVAILABLE, "the client has gone").because(gone);
        }
    }

    private Optional<Fault> fault(String space, Manifest.File file) throws IOException {
        try {
            return read(space, file);
        } catch (Problem outside) {
            return switch (outside.code()) {
                case CONFLICT -> Optional.of(Fault.Changed);
                case EXPIRED -> Optional.of(Fault.Missing);
                default -> throw outside;
            };
        }
    }

    private Optional<Fault> read(String space, Manifest.File file) throws IOException {
        var stored = content.open(space, file.content());
        if (stored.isEmpty()) {
            return Optional.of(Fault.Missing);
        }
        var hash = Digest.sha256();
        try (var in = new DigestInputStream(stored.get(), hash)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Digest.of(hash).equals(file.content()) ? Optional.empty() : Optional.of(Fault.Corrupt);
    }

    private void line(OutputStream out, Object value) throws IOException {
        out.write(json.writeValueAsBytes(value));
        out.write('\n');
        out.flush();
    }
}
