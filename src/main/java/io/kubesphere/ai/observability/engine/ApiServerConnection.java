package io.kubesphere.ai.observability.engine;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** One request for a log, and its answer. */
final class ApiServerConnection implements PodLogConnection {
    /** Of an answer that is no log. */
    private static final int LONGEST_MESSAGE = 2000;

    /** Parts on their way while the listener looks at one; each is what a socket had at once. */
    private static final int AHEAD = 4;

    private final PodLogListener listener;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicReference<AsyncBody> body = new AtomicReference<>();
    private final StringBuilder message = new StringBuilder();
    private volatile int refusal;

    ApiServerConnection(PodLogListener listener) {
        this.listener = listener;
    }

    /** Headers have come, or never will. */
    void answered(HttpResponse<AsyncBody> response, Throwable failure) {
        if (failure != null) {
            end(new PodLogEnd.Broken(String.valueOf(failure.getMessage())));
            return;
        }
        body.set(response.body());
        if (over.get()) {
            response.body().cancel();
            return;
        }
        refusal = HttpResponse.isSuccessful(response.code()) ? 0 : response.code();
        var unused = response.body().done().whenComplete((nothing, broken) -> ended(broken));
        for (var i = 0; i < AHEAD; i++) {
            response.body().consume();
        }
    }

    void take(List<ByteBuffer> bytes, AsyncBody from) {
        if (refusal == 0) {
            if (!over.get()) {
                listener.part(bytes);
            }
            return;
        }
        for (var part : bytes) {
            if (message.length() < LONGEST_MESSAGE) {
                message.append(StandardCharsets.UTF_8.decode(part.duplicate()));
            }
        }
        from.consume();
    }

    private void ended(Throwable broken) {
        if (refusal != 0) {
            end(new PodLogEnd.Refused(refusal, message.toString()));
        } else if (broken != null) {
            end(new PodLogEnd.Broken(String.valueOf(broken.getMessage())));
        } else {
            end(new PodLogEnd.Finished());
        }
    }

    private void end(PodLogEnd end) {
        if (!over.getAndSet(true)) {
            listener.ended(end);
        }
    }

    @Override
    public void more() {
        var source = body.get();
        if (source != null && !over.get()) {
            source.consume();
        }
    }

    @Override
    public void close() {
        var ended = over.getAndSet(true);
        var source = body.get();
        if (!ended && source != null) {
            source.cancel();
        }
    }
}
