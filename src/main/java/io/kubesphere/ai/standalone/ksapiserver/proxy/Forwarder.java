package io.kubesphere.ai.standalone.ksapiserver.proxy;

import io.kubesphere.ai.standalone.ksapiserver.http.Exchange;
import io.kubesphere.ai.standalone.ksapiserver.http.Refusals;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;

/** Passes requests on and answers back, byte by byte as they come: nothing is held, in either direction. */
public final class Forwarder {
    private static final Logger LOG = Logger.getLogger(Forwarder.class);
    private static final String CONTENT_LENGTH = "Content-Length";

    private final UpstreamClients clients;

    public Forwarder(Vertx vertx) {
        this.clients = new UpstreamClients(vertx);
    }

    void forward(HttpServerRequest request, Upstream upstream, String target, HeaderEdit edit) {
        var upgrade = ForwardedHeaders.isUpgrade(request);
        var headers = ForwardedHeaders.of(request);
        if (!upgrade) {
            ForwardedHeaders.dropHopByHop(headers);
        }
        edit.apply(headers, upgrade);
        var options = upstream.request().setMethod(request.method()).setURI(target);
        clients.of(upstream)
                .request(options)
                .onFailure(unreachable -> refuse(request, unreachable))
                .onSuccess(outgoing -> {
                    outgoing.headers().addAll(headers);
                    send(request, outgoing, upgrade);
                });
    }

    private static void send(HttpServerRequest request, HttpClientRequest outgoing, boolean upgrade) {
        var response = request.response();
        if (response.closed()) {
            outgoing.reset();
            return;
        }
        response.closeHandler(gone -> outgoing.reset());
        if (upgrade && request.method().equals(HttpMethod.GET)) {
            outgoing.connect()
                    .onSuccess(answer -> Tunnel.answered(request, answer))
                    .onFailure(broken -> refuse(request, broken));
            return;
        }
        var sent = hasBody(request) ? outgoing.send(request) : outgoing.send();
        if (!hasBody(request)) {
            request.resume();
        }
        sent.onFailure(broken -> refuse(request, broken)).onSuccess(answer -> {
            if (upgrade) {
                Tunnel.answered(request, answer);
            } else {
                deliver(request, answer);
            }
        });
    }

    private static boolean hasBody(HttpServerRequest request) {
        var length = request.headers().get(CONTENT_LENGTH);
        return request.headers().contains("Transfer-Encoding") || (length != null && !length.equals("0"));
    }

    /** Carries an answer to the client; when it breaks off, so does the client's connection. */
    static void deliver(HttpServerRequest request, HttpClientResponse answer) {
        var response = request.response();
        var headers = answer.headers();
        ForwardedHeaders.dropHopByHop(headers);
        response.setStatusCode(answer.statusCode()).setStatusMessage(answer.statusMessage());
        response.headers().addAll(headers);
        if (!hasBody(request.method(), answer)) {
            answer.resume();
            response.end();
            return;
        }
        response.setChunked(!headers.contains(CONTENT_LENGTH));
        // an event stream's head must not wait for the first event
        response.writeHead();
        answer.pipeTo(response).onFailure(broken -> {
            LOG.debugf("answer broke off path=%s cause=%s", request.path(), broken.getMessage());
            request.connection().close();
        });
    }

    private static boolean hasBody(HttpMethod method, HttpClientResponse answer) {
        return !method.equals(HttpMethod.HEAD) && answer.statusCode() != 204 && answer.statusCode() != 304;
    }

    static void refuse(HttpServerRequest request, Throwable why) {
        if (request.response().headWritten()) {
            request.connection().close();
            return;
        }
        LOG.debugf("upstream failed path=%s cause=%s", request.path(), why.getMessage());
        Exchange.answer(request, Refusals.badGateway(String.valueOf(why.getMessage())));
    }
}
