package io.kubesphere.ai.standalone.ksapiserver.proxy;

import io.kubesphere.ai.standalone.ksapiserver.http.Exchange;
import io.kubesphere.ai.standalone.ksapiserver.http.Refusals;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import org.jboss.logging.Logger;

/** What follows an upgrade request: when the upstream agrees, bytes flow both ways until one side ends. */
final class Tunnel {
    private static final Logger LOG = Logger.getLogger(Tunnel.class);

    private Tunnel() {}

    /** An upstream that does not switch may refuse; any other answer is an error, whatever it has done by then. */
    static void answered(HttpServerRequest request, HttpClientResponse answer) {
        if (answer.statusCode() == 101) {
            join(request, answer);
        } else if (answer.statusCode() >= 400) {
            Forwarder.deliver(request, answer);
        } else {
            answer.request().reset();
            Exchange.answer(
                    request, Refusals.badGateway("invalid upgrade response: status code " + answer.statusCode()));
        }
    }

    private static void join(HttpServerRequest request, HttpClientResponse answer) {
        var far = answer.netSocket().pause();
        request.response().closeHandler(gone -> far.close());
        request.response().headers().addAll(answer.headers());
        request.toNetSocket()
                .onSuccess(near -> {
                    pump(near, far);
                    pump(far, near);
                })
                .onFailure(gone -> {
                    LOG.debugf("client left before its upgrade path=%s cause=%s", request.path(), gone.getMessage());
                    far.close();
                });
    }

    private static void pump(NetSocket from, NetSocket to) {
        from.pipeTo(to).onFailure(broken -> to.close());
    }
}
