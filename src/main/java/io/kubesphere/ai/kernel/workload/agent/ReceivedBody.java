package io.kubesphere.ai.kernel.workload.agent;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes of an answer, which fail to be read once the service has gone silent. */
final class ReceivedBody extends FilterInputStream {
    private final boolean partial;
    private final StallWatch.Transfer transfer;

    ReceivedBody(InputStream body, boolean partial, StallWatch stalls) {
        super(body);
        this.partial = partial;
        this.transfer = stalls.begin(this::abort);
    }

    /** Whether it begins where it was asked to; else the service has sent everything. */
    boolean isPartial() {
        return partial;
    }

    private void abort() {
        try {
            in.close();
        } catch (IOException alreadyBroken) {
            transfer.close();
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        transfer.waits();
        try {
            return in.read(buffer, offset, length);
        } finally {
            transfer.isOurs();
        }
    }

    @Override
    public void close() throws IOException {
        transfer.close();
        super.close();
    }
}
