package io.kubesphere.ai.observability.engine;

import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Reads through the Kubernetes API, by our own service account; a log that is followed costs a connection and no thread. */
@ApplicationScoped
public class ApiServerPodLogs implements PodLogs {
    /** How long the API server may take to find the node. The log itself may take as long as it likes. */
    private static final long ANSWER_SECONDS = 30;

    private final KubernetesClient client;

    public ApiServerPodLogs(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public PodLogConnection open(PodLogRequest request, PodLogListener listener) {
        var connection = new ApiServerConnection(listener);
        var http = client.getHttpClient();
        var get = http.newHttpRequestBuilder().uri(uri(request)).build();
        // Completing it by the timeout makes the client cancel an answer that comes later.
        var unused = http.consumeBytes(get, connection::take)
                .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .whenComplete(connection::answered);
        return connection;
    }

    private URI uri(PodLogRequest request) {
        var base = client.getMasterUrl().toString();
        var text = new StringBuilder(base.endsWith("/") ? base : base + "/")
                .append("api/v1/namespaces/")
                .append(encoded(request.namespace()))
                .append("/pods/")
                .append(encoded(request.pod()))
                .append("/log?timestamps=true&container=")
                .append(encoded(request.container()));
        if (request.follow()) {
            text.append("&follow=true");
        }
        if (request.previous()) {
            text.append("&previous=true");
        }
        if (request.lastLineOnly()) {
            text.append("&tailLines=1");
        }
        request.since().ifPresent(time -> text.append("&sinceTime=").append(encoded(time.toString())));
        return URI.create(text.toString());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
