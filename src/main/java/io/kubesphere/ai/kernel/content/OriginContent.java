package io.kubesphere.ai.kernel.content;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.Slice;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * A whole content of an origin. Its last bytes are not handed on when it turns out to be another than that of the digest,
 * so nobody takes it for the right one.
 */
final class OriginContent extends FilterInputStream {
    private final MessageDigest hash = Digest.sha256();
    private final Digest expected;
    private long left;

    OriginContent(InputStream content, long length, Digest expected) {
        super(new Slice(content, length));
        this.left = length;
        this.expected = expected;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var count = super.read(buffer, offset, length);
        if (count > 0) {
            hash.update(buffer, offset, count);
            left -= count;
            if (left == 0 && !Digest.of(hash).equals(expected)) {
                throw Problem.of(
                        Problem.Code.CONFLICT,
                        "the content %s has other bytes now than when the version was made of it",
                        expected);
            }
        }
        if (count < 0 && left > 0) {
            throw new IOException("the content ended " + left + " bytes early");
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        // What is skipped has to be hashed too.
        var buffer = new byte[(int) Math.min(Math.max(count, 0), 1 << 16)];
        var skipped = 0L;
        while (skipped < count) {
            var read = read(buffer, 0, (int) Math.min(buffer.length, count - skipped));
            if (read < 0) {
                return skipped;
            }
            skipped += read;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
