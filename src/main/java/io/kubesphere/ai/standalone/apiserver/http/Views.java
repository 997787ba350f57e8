package io.kubesphere.ai.standalone.apiserver.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.kinds.ApiResource;
import io.kubesphere.ai.standalone.apiserver.store.Stored;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;

/** The views there are. */
final class Views {

    private Views() {}

    /** Table output shows each object of a watch as a table of one row. */
    static ObjectView of(Call call, ApiResource resource, Tables tables) {
        return switch (MediaType.of(call)) {
            case TABLE -> tables.view(resource, call.parameter("includeObject"));
            case METADATA -> new MetadataOnly();
            case JSON, YAML, AGGREGATED_DISCOVERY -> call.isAboutNewEvents() ? new NewEvent() : new Plain();
        };
    }

    private record Plain() implements ObjectView {
        @Override
        public byte[] bytes(Stored stored) {
            return stored.json();
        }

        @Override
        public ObjectNode bookmark(ObjectNode plain) {
            return plain;
        }
    }

    private record NewEvent() implements ObjectView {
        @Override
        public byte[] bytes(Stored stored) {
            return Json.bytes(EventForms.toNew(stored.toObject()));
        }

        @Override
        public ObjectNode bookmark(ObjectNode plain) {
            return plain;
        }
    }

    private record MetadataOnly() implements ObjectView {
        @Override
        public byte[] bytes(Stored stored) {
            return Json.bytes(of(stored.toObject()));
        }

        @Override
        public ObjectNode bookmark(ObjectNode plain) {
            return of(plain);
        }

        private static ObjectNode of(ObjectNode object) {
            return partial(object);
        }
    }

    /** The object's metadata alone, as meta/v1 PartialObjectMetadata. */
    static ObjectNode partial(ObjectNode object) {
        var partial = Json.object();
        partial.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
        partial.set("metadata", Meta.of(object).node());
        return partial;
    }
}
