package io.kubesphere.ai.kernel.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** One text for equal JSON values, so that equal things have equal digests: fields sorted by name, no white space. */
public final class CanonicalJson {
    private static final ObjectMapper SORTED = JsonMapper.builder()
            .configure(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, true)
            .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
            .build();

    private CanonicalJson() {}

    public static Digest digest(JsonNode value) {
        try {
            // Trees keep their own order; plain maps are sorted.
            return Digest.of(SORTED.writeValueAsString(SORTED.treeToValue(value, Object.class)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
