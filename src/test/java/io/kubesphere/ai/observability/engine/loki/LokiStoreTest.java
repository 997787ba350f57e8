package io.kubesphere.ai.observability.engine.loki;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.observability.FoundLine;
import io.kubesphere.ai.observability.LineFilter;
import io.kubesphere.ai.observability.LinePaging;
import io.kubesphere.ai.observability.LogHistogram;
import io.kubesphere.ai.observability.LogStoreSettings;
import io.kubesphere.ai.observability.engine.logstore.LineSelection;
import io.kubesphere.ai.testing.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a double that parses what it is asked; Loki itself may not be used here because of its licence. */
class LokiStoreTest {
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final long SECOND = 1_000_000_000L;

    private LokiDouble loki;
    private LokiStore store;

    @BeforeEach
    void start() throws IOException {
        loki = new LokiDouble();
        store = new LokiStore(
                LogStoreSettings.of(loki.url(), Map.of("kind", "loki", "tenant", "main")), new SettableClock(NOON));
    }

    @AfterEach
    void stop() {
        loki.close();
    }

    private void line(String project, int secondsBefore, String text, String... labels) {
        var all = new HashMap<>(Map.of("namespace", project, "pod", "p-0", "container", "node"));
        for (var i = 0; i < labels.length; i += 2) {
            all.put(labels[i], labels[i + 1]);
        }
        loki.add((NOON.getEpochSecond() - secondsBefore) * SECOND, all, text);
    }

    private static LineSelection in(Set<String> projects, LineFilter.Wanted wanted) {
        return new LineSelection(Optional.of(projects), wanted.at(NOON));
    }

    private List<String> texts(LineSelection what) {
        return store.page(what, LinePaging.oldest(1000)).items().stream()
                .map(FoundLine::text)
                .toList();
    }

    @Test
    void findsLinesByLabelLevelAndWords() {
        line("vision", 30, "epoch 1", "run", "run-1", "application", "scoring", "detected_level", "info");
        line("vision", 20, "CUDA out of memory", "run", "run-1", "detected_level", "Error");
        line("vision-2", 10, "theirs", "run", "run-1");
        line("vision", 4000, "too old", "run", "run-1");
        var all = LineFilter.Wanted.ALL;

        assertThat(texts(in(Set.of("vision"), all.ofRun("run-1")))).containsExactly("epoch 1", "CUDA out of memory");
        assertThat(texts(in(Set.of("vision"), all.ofApplication("scoring")))).containsExactly("epoch 1");
        assertThat(texts(in(Set.of("vision", "vision-2"), all))).hasSize(3);
        assertThat(texts(in(Set.of("vision"), all.with("out of")))).containsExactly("CUDA out of memory");
        assertThat(texts(new LineSelection(Optional.empty(), all.at(NOON)))).hasSize(3);
        assertThat(texts(in(Set.of(), all))).isEmpty();
        assertThat(texts(in(
                        Set.of("vision"),
                        new LineFilter.Wanted(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("error"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()))))
                .containsExactly("CUDA out of memory");
        assertThat(loki.tenants).containsOnly("main");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"} or {namespace=~\".+\"} |= \"", "a\\", ".*", "`", "x\ny", "(a+)+$", "} | json", "数据 🚀"})
    void hostileTextIsNothingButText(String hostile) {
        line("vision", 30, "with " + hostile + " in it", "application", hostile);
        line("vision", 20, "without");
        line("theirs", 10, "with " + hostile, "application", hostile);

        assertThat(texts(in(Set.of("vision"), LineFilter.Wanted.ALL.with(hostile))))
                .hasSize(1);
        assertThat(texts(in(Set.of("vision", hostile), LineFilter.Wanted.ALL))).hasSize(2);
        if (!hostile.contains("\n")) {
            assertThat(texts(in(Set.of("vision"), LineFilter.Wanted.ALL.ofApplication(hostile))))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pagesNeitherRepeatNorLeaveOutLines(boolean ascending) {
        for (var number = 0; number < 100; number++) {
            line("vision", 100 - number / 7, "line " + number);
        }
        var found = new ArrayList<String>();
        Optional<String> next = Optional.empty();
        do {
            var page = store.page(in(Set.of("vision"), LineFilter.Wanted.ALL), new LinePaging(ascending, 5, next));
            page.items().forEach(line -> found.add(line.text()));
            next = page.next();
        } while (next.isPresent());

        assertThat(found).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void countsByLevelAndTime() {
        line("vision", 1795, "a", "detected_level", "WARN");
        line("vision", 1790, "b");
        line("vision", 10, "c", "detected_level", "error");
        line("theirs", 10, "d", "detected_level", "error");
        var what = in(Set.of("vision"), LineFilter.Wanted.ALL);

        assertThat(store.count(what).lines()).isEqualTo(3);
        assertThat(store.histogram(what, Duration.ofMinutes(10)).buckets())
                .containsExactly(
                        new LogHistogram.Bucket(NOON.minusSeconds(1800), 2, Map.of("warn", 1L, "unknown", 1L)),
                        new LogHistogram.Bucket(NOON.minusSeconds(600), 1, Map.of("error", 1L)));
    }
}
