package io.kubesphere.ai.dataset.engine.source;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A part of a file that goes on where it was when the line breaks, as often as something arrives in between. What cannot
 * go on fails with what the source says; that is remembered, since HTTP clients that read from here say it in their words.
 */
public final class SteadyContent extends InputStream {
    private static final int MOST_BREAKS = 5;

    private final ImportSource source;
    private final SourceFile file;
    private final long end;
    private long position;
    private int breaks;
    private Optional<InputStream> current = Optional.empty();
    private Optional<String> revision = Optional.empty();
    private Optional<Problem> failure = Optional.empty();

    /**
     * @param length negative means to the end of the file
     */
    public SteadyContent(ImportSource source, SourceFile file, long offset, long length) {
        this.source = source;
        this.file = file;
        this.position = offset;
        this.end = length >= 0 ? offset + length : file.size();
    }

    /** Why it could not be read to its end. */
    public Optional<Problem> failure() {
        return failure;
    }

    /** By which the source keeps what was read, where it does. */
    public Optional<String> revision() {
        return revision;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (end < 0 || position < end) {
            try {
                var most = end < 0 ? length : (int) Math.min(length, end - position);
                var read = opened().read(buffer, offset, most);
                if (read > 0) {
                    position += read;
                    breaks = 0;
                    return read;
                }
                if (end < 0) {
                    return -1;
                }
                broken(Problem.of(Problem.Code.UNAVAILABLE, "the source broke off at byte %d of %d", position, end));
            } catch (IOException cut) {
                broken(Problem.of(
                                Problem.Code.UNAVAILABLE,
                                "the source broke off at byte %d: %s",
                                position,
                                cut.getMessage())
                        .because(cut));
            } catch (Problem refused) {
                broken(refused);
            }
        }
        return -1;
    }

    private InputStream opened() {
        if (current.isEmpty()) {
            var part = source.open(file, position, end < 0 ? -1 : end - position);
            current = Optional.of(part.content());
            revision = part.revision();
            if (part.offset() != position) {
                throw Problem.of(Problem.Code.BAD_REQUEST, "the source cannot go on in the middle of %s", file.path());
            }
        }
        return current.get();
    }

    private void broken(Problem why) {
        abandon();
        breaks++;
        var mayPass = why.code() == Problem.Code.UNAVAILABLE && file.isResumable() && breaks <= MOST_BREAKS;
        if (!mayPass) {
            failure = Optional.of(why);
            throw why;
        }
    }

    private void abandon() {
        try {
            close();
        } catch (IOException alreadyBroken) {
            current = Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        var open = current;
        current = Optional.empty();
        if (open.isPresent()) {
            open.get().close();
        }
    }
}
