package io.kubesphere.ai.standalone.ksapiserver.http;

import io.kubesphere.ai.standalone.ksapiserver.iam.Identity;
import io.kubesphere.ai.standalone.ksapiserver.path.Location;
import io.kubesphere.ai.standalone.ksapiserver.path.RequestInfo;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * A request that has been understood.
 *
 * @param request paused until somebody reads its body
 */
public record Exchange(HttpServerRequest request, Location location, RequestInfo info, Identity caller) {
    private static final int MOST_BODY_BYTES = 3 * 1024 * 1024;

    public Exchange by(Identity known) {
        return new Exchange(request, location, info, known);
    }

    public Exchange at(Location other) {
        return new Exchange(request, other, info, caller);
    }

    /** The whole body; empty when it is larger than 3 MiB. */
    public Future<Optional<Buffer>> body() {
        var whole = Promise.<Optional<Buffer>>promise();
        var body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() <= MOST_BODY_BYTES) {
                body.appendBuffer(part);
            }
        });
        request.endHandler(
                end -> whole.tryComplete(body.length() > MOST_BODY_BYTES ? Optional.empty() : Optional.of(body)));
        request.exceptionHandler(whole::tryFail);
        request.resume();
        return whole.future();
    }

    public void answer(Reply reply) {
        answer(request, reply);
    }

    /** Sends the reply, and reads over what the client still sends. */
    public static void answer(HttpServerRequest request, Reply reply) {
        var response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (!request.isEnded()) {
            response.putHeader("Connection", "close");
            request.handler(part -> {});
            request.resume();
        }
        response.setStatusCode(reply.status()).putHeader("Content-Type", reply.contentType());
        reply.headers().forEach(response::putHeader);
        response.end(reply.body());
    }
}
