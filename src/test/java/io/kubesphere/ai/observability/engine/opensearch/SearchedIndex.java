package io.kubesphere.ai.observability.engine.opensearch;

import io.kubesphere.ai.observability.FoundLine;
import io.kubesphere.ai.observability.LineFilter;
import io.kubesphere.ai.observability.LinePaging;
import io.kubesphere.ai.observability.LogDocuments;
import io.kubesphere.ai.observability.LogStoreSettings;
import io.kubesphere.ai.observability.engine.logstore.LineSelection;
import io.kubesphere.ai.testing.OpenSearchForTests;
import io.kubesphere.ai.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** A new index of the real OpenSearch for each test, and the store that searches it. */
abstract class SearchedIndex {
    static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

    final SettableClock clock = new SettableClock(NOON);
    String index;
    LogDocuments documents;
    OpenSearchStore store;

    @BeforeEach
    void emptyIndex() {
        index = "t" + UUID.randomUUID();
        documents = new LogDocuments(index);
        store = store(index);
    }

    OpenSearchStore store(String pattern) {
        return new OpenSearchStore(
                LogStoreSettings.of(OpenSearchForTests.shared().url(), Map.of("index", pattern)), clock);
    }

    static LineSelection in(String project, LineFilter.Wanted wanted) {
        return new LineSelection(Optional.of(Set.of(project)), wanted.at(NOON));
    }

    List<String> texts(LineSelection what) {
        return store.page(what, LinePaging.oldest(1000)).items().stream()
                .map(FoundLine::text)
                .toList();
    }

    static Instant minutesBefore(int minutes) {
        return NOON.minus(Duration.ofMinutes(minutes));
    }
}
