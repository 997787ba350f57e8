package io.kubesphere.ai.standalone.runner.event;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Writes events one after the other on a thread of its own; when it falls far behind, it drops them as client-go does. */
public final class EventSink implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EventSink.class);
    private static final int WAITING = 4096;
    private static final int CLOSE_SECONDS = 5;

    private final KubernetesClient client;
    private final Clock clock;
    private final SpamFilter filter = new SpamFilter();
    private final ThreadPoolExecutor writer;
    private final Map<Said, Written> written = new Remembered<>();

    /** What makes two events the same. */
    record Said(ObjectReference about, String component, String type, String reason, String message) {}

    private record Written(String name, int count) {}

    public EventSink(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
        this.writer = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), work -> {
            var thread = new Thread(work, "runner-events");
            thread.setDaemon(true);
            return thread;
        });
    }

    void add(Said said) {
        try {
            writer.execute(() -> write(said));
        } catch (RejectedExecutionException behindOrClosed) {
            LOG.debugf(
                    "event dropped reason=%s object=%s",
                    said.reason(), said.about().getName());
        }
    }

    private void write(Said said) {
        if (!filter.admits(said.component() + "/" + said.about().getUid())) {
            return;
        }
        try {
            var before = written.get(said);
            written.put(said, before == null ? create(said) : countUp(said, before));
        } catch (KubernetesClientException e) {
            written.remove(said);
            LOG.debugf("event not written reason=%s cause=%s", said.reason(), e.getMessage());
        }
    }

    private Written create(Said said) {
        var name = said.about().getName() + "." + Long.toHexString(System.nanoTime());
        var event = new EventBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(said.about().getNamespace())
                .endMetadata()
                .withInvolvedObject(said.about())
                .withType(said.type())
                .withReason(said.reason())
                .withMessage(said.message())
                .withCount(1)
                .withFirstTimestamp(now())
                .withLastTimestamp(now())
                .withNewSource()
                .withComponent(said.component())
                .endSource()
                .withReportingComponent(said.component())
                .build();
        client.v1()
                .events()
                .inNamespace(said.about().getNamespace())
                .resource(event)
                .create();
        return new Written(name, 1);
    }

    private Written countUp(Said said, Written before) {
        var patch = "{\"count\":" + (before.count() + 1) + ",\"lastTimestamp\":\"" + now() + "\"}";
        var event =
                client.v1().events().inNamespace(said.about().getNamespace()).withName(before.name());
        try {
            Event patched = event.patch(PatchContext.of(PatchType.JSON_MERGE), patch);
            return patched == null ? create(said) : new Written(before.name(), before.count() + 1);
        } catch (KubernetesClientException e) {
            if (e.getCode() == 404) {
                return create(said);
            }
            throw e;
        }
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Writes what is waiting. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                writer.shutdownNow();
            }
        } catch (InterruptedException e) {
            writer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
