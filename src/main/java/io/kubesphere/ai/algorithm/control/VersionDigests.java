package io.kubesphere.ai.algorithm.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.algorithm.VersionSpec;
import io.kubesphere.ai.kernel.content.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Digests of versions: over everything that decides what runs, so neither over words for people nor over advice. */
@ApplicationScoped
class VersionDigests {
    private static final List<String> WORDS = List.of("description", "deprecation");

    private final ObjectMapper json;

    VersionDigests(ObjectMapper json) {
        this.json = json;
    }

    String of(VersionSpec version) {
        var tree = (ObjectNode) json.valueToTree(version);
        tree.remove(WORDS);
        return CanonicalJson.digest(tree).toString();
    }
}
