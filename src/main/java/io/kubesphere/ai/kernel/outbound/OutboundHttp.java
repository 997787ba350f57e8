package io.kubesphere.ai.kernel.outbound;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Reads from and sends to addresses that users name. Redirects are followed here, each as a request of its own with all checks;
 * credentials stay with the server they are for. Contents come as they are sent, never decompressed.
 */
@ApplicationScoped
public class OutboundHttp {
    private static final int MOST_REDIRECTS = 5;
    private static final int MOST_CONNECTIONS = 64;
    /** Bytes of an answer to a letter that are read. */
    private static final int MOST_ANSWER = 1024;

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final OutboundNames names;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(OutboundHttp::daemon);

    @Inject
    OutboundHttp(OutboundNames names, OutboundConfig config) {
        this(names, config.connectTimeout(), config.readTimeout());
    }

    /** With timeouts of its own, without CDI. */
    public OutboundHttp(OutboundNames names, Duration connect, Duration read) {
        this.names = names;
        this.client = client(names, Timeout.of(connect), Timeout.of(read));
    }

    private static CloseableHttpClient client(OutboundNames names, Timeout connect, Timeout read) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(read)
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(connect)
                        .setResponseTimeout(read)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("ai-platform")
                .build();
    }

    @PreDestroy
    void close() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "outbound-deadline");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Sends a letter. A redirect is an answer like any other: what is sent to one server is not for another. All of it ends
     * at the deadline, however slowly the server answers.
     */
    public Receipt post(Letter letter, Duration deadline) throws IOException {
        var fault = names.fault(letter.address());
        if (fault.isPresent()) {
            throw new RefusedAddress(fault.get());
        }
        var request = new HttpPost(letter.address());
        letter.headers().forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(letter.body().getBytes(StandardCharsets.UTF_8), null));
        var end = deadlines.schedule(request::cancel, deadline.toMillis(), TimeUnit.MILLISECONDS);
        try (var response = client.executeOpen(null, request, null)) {
            var answer = new Answer(letter.address(), response);
            return new Receipt(answer.status(), answer.header(HttpHeaders.RETRY_AFTER), beginning(answer));
        } finally {
            end.cancel(false);
        }
    }

    /** The status counts even when what follows it does not arrive. */
    private static String beginning(Answer answer) {
        var read = new ByteArrayOutputStream();
        try (var content = answer.content()) {
            for (var next = content.read(); next >= 0 && read.size() < MOST_ANSWER; next = content.read()) {
                read.write(next);
            }
            return read.toString(StandardCharsets.UTF_8);
        } catch (IOException broken) {
            return read.toString(StandardCharsets.UTF_8) + " [the rest did not arrive]";
        }
    }

    /** Asks for what lies at the address; any answer but a redirect is an answer. */
    public Answer get(URI address, Map<String, String> headers, Optional<String> authorization) throws IOException {
        var next = address;
        var secret = authorization;
        for (var hops = 0; hops <= MOST_REDIRECTS; hops++) {
            var answer = ask(next, headers, secret);
            if (!REDIRECTS.contains(answer.getCode()) || !answer.containsHeader(HttpHeaders.LOCATION)) {
                return new Answer(next, answer);
            }
            var target =
                    next.resolve(answer.getFirstHeader(HttpHeaders.LOCATION).getValue());
            answer.close();
            if (isDowngrade(next, target)) {
                throw new RefusedAddress("the server redirects from https to http");
            }
            if (!isSameServer(address, target)) {
                secret = Optional.empty();
            }
            next = target;
        }
        throw new RefusedAddress("the server redirects more than " + MOST_REDIRECTS + " times");
    }

    private ClassicHttpResponse ask(URI address, Map<String, String> headers, Optional<String> authorization)
            throws IOException {
        var fault = names.fault(address);
        if (fault.isPresent()) {
            throw new RefusedAddress(fault.get());
        }
        var request = new HttpGet(address);
        headers.forEach(request::setHeader);
        request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        authorization.ifPresent(value -> request.setHeader(HttpHeaders.AUTHORIZATION, value));
        return client.executeOpen(null, request, null);
    }

    private static boolean isDowngrade(URI from, URI to) {
        return "https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(to.getScheme());
    }

    private static boolean isSameServer(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getRawAuthority().equalsIgnoreCase(other.getRawAuthority());
    }
}
