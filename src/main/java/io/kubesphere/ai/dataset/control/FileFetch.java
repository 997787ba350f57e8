package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.FileBody;
import io.kubesphere.ai.dataset.NewPiecewise;
import io.kubesphere.ai.dataset.Piecewise;
import io.kubesphere.ai.dataset.UploadName;
import io.kubesphere.ai.dataset.engine.source.ImportSource;
import io.kubesphere.ai.dataset.engine.source.SourceFile;
import io.kubesphere.ai.dataset.engine.source.SteadyContent;
import io.kubesphere.ai.dataset.store.ImportFiles;
import io.kubesphere.ai.dataset.store.ImportFiles.Expected;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Brings one file from its source into an upload, as a client would: whole, in pieces so that another runner goes on with
 * the pieces that are missing, or unpacked. What need not be sent is noted only.
 */
@ApplicationScoped
class FileFetch {
    private static final List<String> ARCHIVES = List.of(".zip", ".tar", ".tar.gz", ".tgz", ".tar.zst", ".tar.zstd");

    private final UploadIntake intake;
    private final StayingFiles staying;
    private final ImportFiles files;
    private final DatasetConfig config;

    FileFetch(UploadIntake intake, StayingFiles staying, ImportFiles files, DatasetConfig config) {
        this.intake = intake;
        this.staying = staying;
        this.files = files;
        this.config = config;
    }

    /**
     * Where files of one import go.
     *
     * @param directory where archives are unpacked to, and whether they are at all
     */
    record Target(UUID id, UploadName upload, Optional<String> directory) {}

    /** Fetches the file and notes that it has arrived; again is harmless. */
    void fetch(Target target, ImportSource source, Expected file, ImportMeter meter) {
        var flight = meter.flight();
        var size = -1L;
        try {
            size = new Fetch(target, source, file, flight).run();
            files.arrived(target.id(), file.path(), size);
        } finally {
            if (size < 0) {
                flight.fall();
            }
        }
        flight.land(size);
    }

    static boolean isArchive(String path) {
        var name = path.toLowerCase(Locale.ROOT);
        return ARCHIVES.stream().anyMatch(name::endsWith);
    }

    /** One file on its way. */
    private final class Fetch {
        private final Target target;
        private final ImportSource source;
        private final SourceFile file;
        private final Optional<String> begun;
        private final ImportMeter.Flight flight;
        private final boolean unpacks;

        Fetch(Target target, ImportSource source, Expected file, ImportMeter.Flight flight) {
            this.target = target;
            this.source = source;
            this.file = new SourceFile(file.path(), file.location(), file.size(), file.stamp());
            this.begun = file.piecewise();
            this.flight = flight;
            this.unpacks = target.directory().isPresent() && isArchive(file.path());
        }

        /** Bytes that came from the source. */
        long run() {
            if (source instanceof ImportSource.Staying) {
                staying.note(target.upload(), source, file, flight);
                return file.size();
            }
            if (source instanceof ImportSource.Local local && !unpacks) {
                staying.share(target.upload(), local, file);
                return file.size();
            }
            if (file.isResumable() && file.size() > config.pieceSize()) {
                return inPieces();
            }
            return whole();
        }

        private long whole() {
            send(
                    0,
                    -1,
                    content -> unpacks
                            ? intake.unpack(target.upload(), target.directory().orElseThrow(), content, file.size())
                            : intake.put(
                                    target.upload(),
                                    new FileBody(file.path(), content, file.size(), Optional.empty())));
            return file.size() < 0 ? flight.bytes() : file.size();
        }

        private long inPieces() {
            var pieces = known().orElseGet(this::begin);
            flight.had(pieces.received().stream().mapToLong(pieces::sizeOf).sum());
            for (var number = 1; number <= pieces.pieces(); number++) {
                if (!pieces.received().contains(number)) {
                    piece(pieces, number);
                }
            }
            if (unpacks) {
                intake.unpackJoined(
                        target.upload(), pieces.id(), target.directory().orElseThrow());
            } else {
                intake.join(target.upload(), pieces.id(), Optional.empty());
            }
            return file.size();
        }

        private Optional<Piecewise> known() {
            try {
                return begun.map(id -> intake.piecewise(target.upload(), id));
            } catch (Problem absent) {
                if (absent.code() == Problem.Code.NOT_FOUND) {
                    // Its runner died between joining the pieces and saying so.
                    return Optional.empty();
                }
                throw absent;
            }
        }

        private Piecewise begin() {
            var pieces = intake.begin(target.upload(), new NewPiecewise(file.path(), file.size(), null));
            files.comesInPieces(target.id(), file.path(), pieces.id());
            return pieces;
        }

        private void piece(Piecewise pieces, int number) {
            var size = pieces.sizeOf(number);
            send(
                    (number - 1) * pieces.pieceSize(),
                    size,
                    content -> intake.putPiece(target.upload(), pieces.id(), number, content, size));
            flight.keep(size);
        }

        private void send(long offset, long length, Sink sink) {
            try (var content = new SteadyContent(source, file, offset, length)) {
                try {
                    sink.take(flight.counted(content));
                } catch (Problem failed) {
                    // A store says that its request broke; the source knows why.
                    throw content.failure().orElse(failed);
                }
            } catch (IOException notClosed) {
                throw Problem.of(Problem.Code.UNAVAILABLE, "the source broke off: %s", notClosed.getMessage())
                        .because(notClosed);
            }
        }
    }

    /** What takes a content. */
    @FunctionalInterface
    private interface Sink {
        Object take(InputStream content);
    }
}
