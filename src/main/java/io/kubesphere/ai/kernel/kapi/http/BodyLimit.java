package io.kubesphere.ai.kernel.kapi.http;

import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Objects must fit into etcd, and nobody may fill our memory: bodies end at 3 MiB (kube-apiserver's limit). */
final class BodyLimit {
    static final int MOST_BYTES = 3 * 1024 * 1024;

    private static final Set<String> BODILESS = Set.of("GET", "HEAD", "DELETE", "OPTIONS");

    @ServerRequestFilter
    public void bound(ContainerRequestContext request, ResourceInfo resource) {
        if (resource.getResourceMethod().isAnnotationPresent(LargeBody.class)) {
            return;
        }
        if (request.getLength() > MOST_BYTES) {
            throw tooLarge();
        }
        if (request.getLength() < 0 && !BODILESS.contains(request.getMethod())) {
            request.setEntityStream(new Bounded(request.getEntityStream()));
        }
    }

    private static Problem tooLarge() {
        return Problem.of(Problem.Code.TOO_LARGE, "the request body is larger than %d bytes", MOST_BYTES);
    }

    /** A chunked body tells its length only by arriving. */
    private static final class Bounded extends FilterInputStream {
        private long left = MOST_BYTES;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var read = super.read(buffer, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw tooLarge();
            }
        }
    }
}
