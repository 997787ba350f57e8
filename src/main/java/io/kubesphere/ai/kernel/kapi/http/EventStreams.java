package io.kubesphere.ai.kernel.kapi.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.Status;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Serves server-sent events from a blocking producer: headers that keep ks-console from holding events back, a
 * heartbeat, resume by the last id, an end event, and a bound on how many clients may listen at once.
 */
@ApplicationScoped
public class EventStreams {
    private static final Logger LOG = Logger.getLogger(EventStreams.class);

    /** Limits of live streams; each open one holds a worker thread. */
    @ConfigMapping(prefix = "aip.streams")
    interface Config {
        @WithDefault("200")
        int most();

        @WithDefault("15s")
        Duration heartbeat();
    }

    private final CurrentVertxRequest request;
    private final ObjectMapper json;
    private final Semaphore permits;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private final ScheduledFuture<?> beating;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, EventStreams::daemon);

    EventStreams(CurrentVertxRequest request, ObjectMapper json, Config config) {
        this.request = request;
        this.json = json;
        this.permits = new Semaphore(config.most());
        var period = config.heartbeat().toMillis();
        this.beating = timer.scheduleWithFixedDelay(this::beat, period, period, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        beating.cancel(false);
        timer.shutdownNow();
    }

    /** One stream that cannot be written must not stop the timer for all others. */
    private void beat() {
        for (var stream : open) {
            try {
                stream.beat();
            } catch (IllegalStateException ended) {
                LOG.debugf(ended, "no heartbeat for a stream that has ended");
            }
        }
    }

    /** Where the client stopped reading: the {@code Last-Event-ID} header of a reconnect, or {@code ?lastEventId=}. */
    public Optional<String> lastEventId() {
        var current = request.getCurrent().request();
        return Optional.ofNullable(current.getHeader("Last-Event-ID"))
                .or(() -> Optional.ofNullable(current.getParam("lastEventId")))
                .filter(id -> !id.isBlank());
    }

    /** The answer of a resource method; check everything that can be refused before, while a status can still be set. */
    public Response serve(EventProducer producer) {
        if (!permits.tryAcquire()) {
            throw Problem.of(Problem.Code.UNAVAILABLE, "too many clients are listening; try again in a while");
        }
        var connection = request.getCurrent();
        connection.addEndHandler(ended -> permits.release());
        StreamingOutput body = out -> run(producer, out, connection);
        return Response.ok(body, MediaType.SERVER_SENT_EVENTS_TYPE)
                // ks-console's gzip middleware holds events back unless told not to transform.
                .header("Cache-Control", "no-cache, no-transform")
                .header("X-Accel-Buffering", "no")
                .build();
    }

    private void run(EventProducer producer, OutputStream out, RoutingContext connection) throws IOException {
        var stream = new EventStream(out, comment -> offer(connection.response(), comment));
        connection.addEndHandler(
                ended -> timer.execute(() -> stream.clientGone().forEach(EventStreams::close)));
        open.add(stream);
        try {
            stream.write("retry: 2000\n\n");
            produce(producer, stream);
        } catch (EventStream.ClientGone normal) {
            LOG.debugf(normal, "client left an event stream");
        } finally {
            open.remove(stream);
            stream.producerReturned();
            // An interrupt by a leaving client must not reach the thread's next task.
            var interrupted = Thread.interrupted();
            LOG.debugf("stream closed interrupted=%s", interrupted);
        }
    }

    private void produce(EventProducer producer, EventStream stream) throws IOException {
        try {
            producer.produce(stream);
            stream.send(ServerEvent.of("end", "{}"));
        } catch (Problem problem) {
            stream.send(ServerEvent.of("error", status(problem)));
        } catch (InterruptedException | IOException broken) {
            if (stream.isOpen()) {
                LOG.warnf(broken, "event stream broke");
                stream.send(ServerEvent.of(
                        "error", status(Problem.of(Problem.Code.UNAVAILABLE, "the stream broke; connect again"))));
            }
        }
    }

    private static void offer(HttpServerResponse response, String comment) {
        if (!response.ended() && !response.closed() && !response.writeQueueFull()) {
            response.write(comment);
        }
    }

    private static void close(Closeable source) {
        try {
            source.close();
        } catch (IOException alreadyBroken) {
            LOG.debugf(alreadyBroken, "source of a stream did not close");
        }
    }

    private String status(Problem problem) {
        try {
            return json.writeValueAsString(Status.of(problem));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "event-streams");
        thread.setDaemon(true);
        return thread;
    }
}
