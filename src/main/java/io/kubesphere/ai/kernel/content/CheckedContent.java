package io.kubesphere.ai.kernel.content;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * Content that breaks off before its last bytes are handed on when its digest turns out wrong, so that a store never
 * completes the put.
 */
final class CheckedContent extends FilterInputStream {
    private final MessageDigest hash = Digest.sha256();
    private final Digest expected;
    private long left;
    private boolean wrong;

    CheckedContent(InputStream content, long length, Digest expected) {
        super(content);
        this.left = length;
        this.expected = expected;
    }

    boolean isWrong() {
        return wrong;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        var count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var count = super.read(buffer, offset, length);
        if (count > 0) {
            hash.update(buffer, offset, count);
            left -= count;
            if (left == 0) {
                requireDigest();
            }
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void requireDigest() throws IOException {
        wrong = !Digest.of(hash).equals(expected);
        if (wrong) {
            throw new IOException("the content has another digest than announced");
        }
    }
}
