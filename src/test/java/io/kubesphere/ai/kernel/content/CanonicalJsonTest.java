package io.kubesphere.ai.kernel.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    private static Digest digest(String json) throws JsonProcessingException {
        return CanonicalJson.digest(new ObjectMapper().readTree(json));
    }

    @Test
    void orderOfFieldsDoesNotMatterAndOrderOfListsDoes() throws JsonProcessingException {
        assertThat(digest("{\"a\": 1, \"b\": {\"d\": 2, \"c\": [1, 2]}}"))
                .isEqualTo(digest("{\"b\":{\"c\":[1,2],\"d\":2},\"a\":1}"))
                .isNotEqualTo(digest("{\"b\":{\"c\":[2,1],\"d\":2},\"a\":1}"));
    }
}
