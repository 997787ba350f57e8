package io.kubesphere.ai.standalone.apiserver.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.store.Change;
import io.kubesphere.ai.standalone.apiserver.store.Store;
import io.kubesphere.ai.standalone.apiserver.store.Stored;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One running watch. It pulls from the store's journal whenever it is told that there is more and its client can take
 * more, so a slow client costs no queue; one that falls out of the journal's memory gets 410 and starts anew.
 */
final class WatchStream {

    private static final int BATCH = 256;
    private static final long BOOKMARK_MILLIS = 60_000;
    private static final long LAST_BOOKMARK_BEFORE_END_MILLIS = 2_000;

    private final WatchRequest request;
    private final Store store;
    private final WatchSink sink;
    private final Context context;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Store.Subscription subscription;
    private Iterator<Stored> initial;
    private boolean initialBookmarkDue;
    private long seen;
    private long told;
    private final List<Long> timers = new ArrayList<>();
    private boolean ended;

    WatchStream(WatchRequest request, Store store, WatchSink sink, Context context) {
        this.request = request;
        this.store = store;
        this.sink = sink;
        this.context = context;
        this.subscription = store.subscribe(request.resource().id(), this::wake);
        this.seen = request.from();
        this.initial = List.<Stored>of().iterator();
    }

    /** Must run on the connection's context, as everything here but {@link #wake}. */
    void start() {
        if (request.initial()) {
            var listing =
                    store.list(request.resource().id(), request.selection().namespace());
            seen = listing.revision();
            initial = listing.items().stream()
                    .filter(request.selection()::matches)
                    .iterator();
            initialBookmarkDue = request.bookmarkInitial();
        } else if (seen == 0) {
            seen = store.revision();
        }
        told = seen;
        var millis = request.timeout().toMillis();
        timers.add(context.owner().setTimer(millis, timer -> close()));
        if (request.bookmarks()) {
            var last = Math.max(1, millis - LAST_BOOKMARK_BEFORE_END_MILLIS);
            timers.add(context.owner().setTimer(last, timer -> bookmarkNews()));
            timers.add(context.owner().setPeriodic(BOOKMARK_MILLIS, timer -> bookmarkNews()));
        }
        drain();
    }

    private void wake() {
        if (woken.compareAndSet(false, true)) {
            context.runOnContext(event -> drain());
        }
    }

    private void drain() {
        woken.set(false);
        try {
            while (!ended && !sink.isFull() && sendSome()) {}
        } catch (ApiError e) {
            send("ERROR", Json.bytes(e.toStatus()));
            close();
        }
        if (!ended && sink.isFull()) {
            sink.whenDrained(this::wake);
        }
    }

    /** False when there is nothing more to send for now. */
    private boolean sendSome() {
        if (initial.hasNext()) {
            for (var i = 0; i < BATCH && initial.hasNext(); i++) {
                send("ADDED", request.view().bytes(initial.next()));
            }
            return true;
        }
        if (initialBookmarkDue) {
            initialBookmarkDue = false;
            bookmark(true);
        }
        var changes = store.changesAfter(request.resource().id(), seen, BATCH);
        for (var change : changes) {
            send(change);
            seen = change.revision();
        }
        return !changes.isEmpty();
    }

    /** An object that begins or ceases to match the selectors is ADDED or DELETED for this watch. */
    private void send(Change change) {
        var selection = request.selection();
        var matched = change.previous().filter(selection::matches).isPresent();
        var matches = change.type() != Change.Type.DELETED && selection.matches(change.object());
        if (matches) {
            send(matched ? "MODIFIED" : "ADDED", request.view().bytes(change.object()));
        } else if (matched) {
            send("DELETED", request.view().bytes(change.object()));
        }
    }

    private void send(String type, byte[] object) {
        var event = Buffer.buffer(object.length + 40);
        event.appendString("{\"type\":\"").appendString(type).appendString("\",\"object\":");
        sink.event(event.appendBytes(object).appendByte((byte) '}'));
    }

    /** A client that already knows the version it is told learns nothing. */
    private void bookmarkNews() {
        if (seen > told) {
            bookmark(false);
        }
    }

    private void bookmark(boolean endOfInitial) {
        if (ended || initial.hasNext()) {
            return;
        }
        var resource = request.resource();
        ObjectNode object = Json.object();
        object.put("kind", resource.kind()).put("apiVersion", resource.apiVersion());
        var meta = Meta.of(object).put("resourceVersion", Long.toString(Math.max(seen, 1)));
        meta.node().putNull("creationTimestamp");
        if (endOfInitial) {
            meta.node().putObject("annotations").put("k8s.io/initial-events-end", "true");
        }
        told = seen;
        send("BOOKMARK", Json.bytes(request.view().bookmark(object)));
    }

    void close() {
        if (!ended) {
            ended = true;
            subscription.close();
            timers.forEach(context.owner()::cancelTimer);
            sink.end();
        }
    }
}
