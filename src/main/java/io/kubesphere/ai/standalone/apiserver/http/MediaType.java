package io.kubesphere.ai.standalone.apiserver.http;

import io.kubesphere.ai.standalone.apiserver.wire.ApiError;

/** In which form a client wants objects: the first of its Accept header that this server can give. */
enum MediaType {
    JSON,
    YAML,
    TABLE,
    METADATA,
    AGGREGATED_DISCOVERY;

    static MediaType of(Call call) {
        var accept = call.header("Accept");
        if (accept.isBlank()) {
            return JSON;
        }
        for (var range : accept.split(",")) {
            var wanted = range.replace(" ", "");
            var type = wanted.split(";")[0];
            if (type.equals("application/json") || type.equals("*/*") || type.equals("application/*")) {
                return json(wanted);
            }
            if (type.equals("application/yaml")) {
                return YAML;
            }
        }
        throw ApiError.of(
                406,
                "NotAcceptable",
                "only the following media types are accepted: application/json," + " application/yaml");
    }

    private static MediaType json(String range) {
        if (range.contains("as=Table")) {
            return TABLE;
        }
        if (range.contains("as=PartialObjectMetadata")) {
            return METADATA;
        }
        return range.contains("as=APIGroupDiscoveryList") ? AGGREGATED_DISCOVERY : JSON;
    }
}
