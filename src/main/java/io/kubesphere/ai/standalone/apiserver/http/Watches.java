package io.kubesphere.ai.standalone.apiserver.http;

import io.kubesphere.ai.standalone.apiserver.registry.Target;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Reads a watch's parameters. */
final class Watches {

    private static final long LEAST_SECONDS = 1800;

    private final Tables tables;

    Watches(Tables tables) {
        this.tables = tables;
    }

    Answer watch(Call call, Target target) {
        var resource = target.resource();
        var selection = target.name().isEmpty()
                ? Selection.of(call, resource, target.namespace())
                : Selection.named(target.namespace(), target.name());
        var sendsInitial = call.parameter("sendInitialEvents");
        refuseHalfInitial(call, sendsInitial);
        var from = call.number("resourceVersion").orElse(0L);
        var initial = sendsInitial.isEmpty() ? from == 0 : sendsInitial.equals("true");
        var view = Views.of(call, resource, tables);
        var bookmarks = call.flag("allowWatchBookmarks");
        return new Answer.Watching(new WatchRequest(
                resource,
                selection,
                view,
                from,
                initial,
                initial && bookmarks && !sendsInitial.isEmpty(),
                bookmarks,
                timeout(call)));
    }

    /** The rule of a server with the WatchList feature: the match must be spelled out. */
    private static void refuseHalfInitial(Call call, String sendsInitial) {
        if (!sendsInitial.isEmpty() && !call.parameter("resourceVersionMatch").equals("NotOlderThan")) {
            var why = "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan";
            throw ApiError.invalid(
                    "meta.k8s.io", "ListOptions", "", List.of(Cause.forbidden("resourceVersionMatch", why)));
        }
    }

    private static Duration timeout(Call call) {
        var asked = call.number("timeoutSeconds").orElse(0L);
        var seconds =
                asked > 0 ? asked : LEAST_SECONDS + ThreadLocalRandom.current().nextLong(LEAST_SECONDS);
        return Duration.ofSeconds(seconds);
    }
}
