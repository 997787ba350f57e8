package io.kubesphere.ai.kernel.workload.agent;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** An answer's body on which a fault may strike. */
final class FaultyStream extends FilterOutputStream {
    private final Optional<Faults.Fault> fault;
    private long sent;

    /** The connection is to be cut now. */
    static final class Broken extends IOException {
        private static final long serialVersionUID = 1L;
    }

    FaultyStream(OutputStream out, Optional<Faults.Fault> fault) {
        super(out);
        this.fault = fault;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (fault.orElse(null) instanceof Faults.Lies) {
            out.write(new byte[length]);
            return;
        }
        var allowed = (int) Math.min(length, limit() - sent);
        out.write(bytes, offset, allowed);
        sent += allowed;
        if (allowed < length) {
            out.flush();
            end();
        }
    }

    private long limit() {
        if (fault.orElse(null) instanceof Faults.Cuts cut) {
            return cut.after();
        }
        if (fault.orElse(null) instanceof Faults.BreaksAt cut) {
            return cut.at();
        }
        return fault.orElse(null) instanceof Faults.FallsSilent silence ? silence.after() : Long.MAX_VALUE;
    }

    private void end() throws IOException {
        if (fault.orElse(null) instanceof Faults.FallsSilent) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException serverStops) {
                Thread.currentThread().interrupt();
            }
        }
        throw new Broken();
    }
}
