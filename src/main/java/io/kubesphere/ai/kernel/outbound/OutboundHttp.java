package io.kubesphere.ai.kernel.outbound;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.util.Timeout;

/**
 * Reads from addresses that users name. Redirects are followed here, each as a request of its own with all checks;
 * credentials stay with the server they are for. Contents come as they are sent, never decompressed.
 */
@ApplicationScoped
public class OutboundHttp {
    private static final int MOST_REDIRECTS = 5;
    private static final int MOST_CONNECTIONS = 64;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final OutboundNames names;
    private final CloseableHttpClient client;

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
        client.close();
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
