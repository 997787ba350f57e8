package io.kubesphere.ai.standalone.apiserver.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.registry.Target;
import io.kubesphere.ai.standalone.apiserver.store.Listing;
import io.kubesphere.ai.standalone.apiserver.store.Store;
import io.kubesphere.ai.standalone.apiserver.store.Stored;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;

/**
 * One page of a list. All pages of one list show the same revision, which the continue token carries with the last key;
 * when that revision is forgotten the token has expired (410). {@code remaining} is 0 also when selectors make it unknown.
 */
record Page(long revision, List<Stored> items, String next, long remaining) {

    private static final int PART_BYTES = 256 * 1024;

    /** What a continue token says. */
    private record Token(long revision, String lastKey) {
        static Token parse(String text) {
            try {
                var node = Json.trusted(Base64.getUrlDecoder().decode(text));
                return new Token(node.path("rv").asLong(), Json.text(node, "start"));
            } catch (RuntimeException e) {
                throw ApiError.badRequest("continue key is not valid: " + text);
            }
        }

        String encoded() {
            var node =
                    Json.object().put("v", "meta.k8s.io/v1").put("rv", revision).put("start", lastKey);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(node));
        }
    }

    static Page of(Call call, Target target, Store store) {
        var selection = Selection.of(call, target.resource(), target.namespace());
        var start = call.parameter("continue").isEmpty() ? new Token(0, "") : Token.parse(call.parameter("continue"));
        var listing = listing(call, target, store, start);
        var limit = call.number("limit").orElse(0L);
        var items = new ArrayList<Stored>();
        var remaining = 0L;
        for (var item : listing.items()) {
            if (key(item).compareTo(start.lastKey()) <= 0 || !selection.matches(item)) {
                continue;
            }
            if (limit > 0 && items.size() == limit) {
                remaining++;
            } else {
                items.add(item);
            }
        }
        var next = remaining == 0 ? "" : new Token(listing.revision(), key(items.get(items.size() - 1))).encoded();
        return new Page(listing.revision(), items, next, selection.isEverything() ? remaining : 0);
    }

    private static Listing listing(Call call, Target target, Store store, Token start) {
        var kind = target.resource().id();
        if (start.revision() > 0) {
            return store.list(kind, target.namespace(), start.revision());
        }
        if (call.parameter("resourceVersionMatch").equals("Exact")) {
            return store.list(
                    kind, target.namespace(), call.number("resourceVersion").orElse(0L));
        }
        return store.list(kind, target.namespace());
    }

    private static String key(Stored item) {
        return item.place().namespace() + "/" + item.place().name();
    }

    ObjectNode listMeta() {
        var meta = Json.object().put("resourceVersion", Long.toString(revision));
        if (!next.isEmpty()) {
            meta.put("continue", next);
        }
        if (remaining > 0) {
            meta.put("remainingItemCount", remaining);
        }
        return meta;
    }

    /** The list's JSON in parts of some hundred kilobytes. */
    Iterable<byte[]> parts(String listKind, String apiVersion, ObjectView view) {
        var head = "{\"kind\":\"" + listKind + "\",\"apiVersion\":\"" + apiVersion + "\",\"metadata\":" + listMeta()
                + ",\"items\":[";
        return () -> new PartIterator(head, items.iterator(), view);
    }

    private static final class PartIterator implements Iterator<byte[]> {
        private final Iterator<Stored> items;
        private final ObjectView view;
        private String pending;
        private boolean done;

        PartIterator(String head, Iterator<Stored> items, ObjectView view) {
            this.pending = head;
            this.items = items;
            this.view = view;
        }

        @Override
        public boolean hasNext() {
            return !done;
        }

        @Override
        public byte[] next() {
            var part = new ByteArrayOutputStream(PART_BYTES);
            part.writeBytes(pending.getBytes(StandardCharsets.UTF_8));
            pending = "";
            while (items.hasNext() && part.size() < PART_BYTES) {
                part.writeBytes(view.bytes(items.next()));
                if (items.hasNext()) {
                    part.write(',');
                }
            }
            if (!items.hasNext()) {
                part.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
                done = true;
            }
            return part.toByteArray();
        }
    }
}
