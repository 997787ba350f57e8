package io.kubesphere.ai.observability.engine.opensearch;

import static io.kubesphere.ai.observability.LogDocuments.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.observability.FoundLine;
import io.kubesphere.ai.observability.LineFilter;
import io.kubesphere.ai.observability.LinePaging;
import io.kubesphere.ai.observability.LogDocuments;
import io.kubesphere.ai.observability.LogNotice;
import io.kubesphere.ai.testing.OpenSearchForTests;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Indices as others have made them, in a real OpenSearch. */
class IndexMappingsTest extends SearchedIndex {
    @Test
    void indexThatKeepsProjectsInPiecesIsNotSearched() {
        OpenSearchForTests.shared()
                .ask(
                        "PUT",
                        "/" + index,
                        "{\"mappings\":{\"properties\":{\"kubernetes\":{\"properties\":{\"namespace_name\":{\"type\":\"text\"}}}}}}");
        documents.add(List.of(line("vision-2", minutesBefore(1), "theirs")));

        var found = store.page(in("vision", LineFilter.Wanted.ALL), LinePaging.newest(10));

        assertThat(found.items()).isEmpty();
        assertThat(found.notices()).extracting(LogNotice::reason).containsExactly("FieldNotExact");
    }

    @Test
    void indicesWithDifferentMappingsAreSearchedTogether() {
        OpenSearchForTests.shared()
                .ask(
                        "PUT",
                        "/" + index + "-keyword",
                        "{\"mappings\":{\"properties\":{\"kubernetes\":{\"properties\":{\"namespace_name\":{\"type\":\"keyword\"}}}}}}");
        new LogDocuments(index + "-keyword").add(List.of(line("vision", minutesBefore(2), "from keyword")));
        new LogDocuments(index + "-text")
                .add(List.of(
                        line("vision", minutesBefore(1), "from text"), line("vision-2", minutesBefore(1), "theirs")));
        store = store(index + "-*");

        assertThat(texts(in("vision", LineFilter.Wanted.ALL))).containsExactly("from keyword", "from text");
    }

    @Test
    void saysThatAFullDiskKeepsTheNewestAway() {
        documents.add(List.of(line("vision", minutesBefore(1), "last")));
        OpenSearchForTests.shared()
                .ask("PUT", "/" + index + "/_settings", "{\"index.blocks.read_only_allow_delete\":true}");

        var found = store.page(in("vision", LineFilter.Wanted.ALL), LinePaging.newest(10));

        assertThat(found.items()).hasSize(1);
        assertThat(found.notices()).extracting(LogNotice::reason).containsExactly("ReadOnly");
    }

    @Test
    void documentsWithFlatNamesAreReadLikeNestedOnes() {
        ObjectNode flat = line("vision", minutesBefore(1), "flat");
        flat.remove("kubernetes");
        flat.put("kubernetes.namespace_name", "vision").put("kubernetes.pod_name", "p-1");
        documents.add(List.of(flat));

        assertThat(store.page(in("vision", LineFilter.Wanted.ALL), LinePaging.newest(10))
                        .items())
                .extracting(FoundLine::pod)
                .containsExactly("p-1");
    }
}
