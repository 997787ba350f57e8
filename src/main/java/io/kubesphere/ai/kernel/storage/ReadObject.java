package io.kubesphere.ai.kernel.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The content of an object. Closed before its end it ends its connection; the HTTP client would read all the rest first, so as to
 * use the connection again.
 */
final class ReadObject extends FilterInputStream {
    private final ResponseInputStream<GetObjectResponse> object;
    private long left;

    ReadObject(ResponseInputStream<GetObjectResponse> object) {
        super(object);
        this.object = object;
        this.left = size();
    }

    /** Bytes of the object, or of the part of it that was asked for. */
    long size() {
        return object.response().contentLength();
    }

    @Override
    public int read() throws IOException {
        var one = super.read();
        left -= one < 0 ? 0 : 1;
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var count = super.read(buffer, offset, length);
        left -= Math.max(0, count);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        var skipped = super.skip(count);
        left -= skipped;
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        if (left > 0) {
            object.abort();
        } else {
            super.close();
        }
    }
}
