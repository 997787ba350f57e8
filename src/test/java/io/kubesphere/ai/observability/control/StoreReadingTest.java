package io.kubesphere.ai.observability.control;

import static io.kubesphere.ai.observability.LogDocuments.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.observability.FoundLine;
import io.kubesphere.ai.observability.LineFilter;
import io.kubesphere.ai.observability.LogDocuments;
import io.kubesphere.ai.observability.LogNotice;
import io.kubesphere.ai.observability.LogStoreSettings;
import io.kubesphere.ai.observability.engine.logstore.LineSelection;
import io.kubesphere.ai.observability.engine.logstore.LogStoreConfig;
import io.kubesphere.ai.observability.engine.opensearch.OpenSearchStore;
import io.kubesphere.ai.testing.OpenSearchForTests;
import io.kubesphere.ai.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Follows and exports from a real OpenSearch. */
class StoreReadingTest {
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

    private final SettableClock clock = new SettableClock(NOON);
    private final String index = "t" + UUID.randomUUID();
    private final LogDocuments documents = new LogDocuments(index);

    private LogStoreConfig config(Map<String, String> others) {
        var settings = new HashMap<>(others);
        settings.put("index", index);
        settings.put("follow-every", "20ms");
        settings.put("settle", "5s");
        return LogStoreSettings.of(OpenSearchForTests.shared().url(), settings);
    }

    private static LineSelection all() {
        return new LineSelection(Optional.of(Set.of("vision")), LineFilter.Wanted.ALL.at(NOON));
    }

    private StoreTail tail(LinePosition from) {
        var config = config(Map.of());
        return new StoreTail(new OpenSearchStore(config, clock), all(), from, new StoreTail.Following(config, clock));
    }

    private static List<ObjectNode> lines(Instant time, int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(number -> line("vision", time, "line " + number))
                .toList();
    }

    @Test
    void followerGetsEveryLineOnceAlsoThoseOfTheSameTimeAndGoesOnFromAnyOfThem() throws InterruptedException {
        documents.add(lines(NOON, 0, 40));
        documents.add(lines(NOON.plusMillis(1), 40, 40));
        documents.add(List.of(line("theirs", NOON, "secret")));
        clock.advance(Duration.ofSeconds(10));

        List<FoundLine> first;
        String middle;
        try (var tail = tail(LinePosition.at(NOON))) {
            first = tail.next();
            middle = tail.cursor(first.get(17));
        }
        var rest = new ArrayList<>(first.subList(0, 18));
        try (var tail = tail(LinePosition.parse(middle))) {
            rest.addAll(tail.next());
        }

        assertThat(first).extracting(FoundLine::text).hasSize(80).doesNotHaveDuplicates();
        assertThat(rest).isEqualTo(first);
    }

    @Test
    void moreLinesThanOnePageAreFollowedWithoutAGap() throws InterruptedException {
        documents.add(lines(NOON, 0, 900));
        documents.add(lines(NOON.plusMillis(1), 900, 900));
        clock.advance(Duration.ofSeconds(10));
        var found = new ArrayList<FoundLine>();

        try (var tail = tail(LinePosition.at(NOON))) {
            while (found.size() < 1800) {
                found.addAll(tail.next());
            }
        }

        assertThat(found).extracting(FoundLine::text).hasSize(1800).doesNotHaveDuplicates();
    }

    @Test
    void lineThatArrivesLateBehindAYoungerOneIsNotLost() throws InterruptedException {
        documents.add(List.of(line("vision", NOON.plusSeconds(4), "younger")));
        clock.advance(Duration.ofSeconds(6));
        try (var tail = tail(LinePosition.at(NOON))) {
            documents.add(List.of(line("vision", NOON.plusSeconds(2), "late")));
            clock.advance(Duration.ofSeconds(10));

            assertThat(tail.next()).extracting(FoundLine::text).containsExactly("late", "younger");
        }
    }

    @Test
    void closingEndsAWait() throws InterruptedException {
        documents.add(List.of(line("theirs", NOON, "secret")));
        var tail = tail(LinePosition.at(NOON));
        tail.close();

        assertThat(tail.next()).isEmpty();
    }

    @Test
    void strangeEventIdIsRefused() {
        var problem = catchThrowableOfType(Problem.class, () -> LinePosition.parse("../etc"));

        assertThat(problem.causes()).extracting(Problem.Cause::field).containsExactly("lastEventId");
    }

    private List<String> exported(StoreExport export) {
        var texts = new ArrayList<String>();
        for (var lines = export.next(); !lines.isEmpty(); lines = export.next()) {
            lines.forEach(line -> texts.add(line.text()));
        }
        return texts;
    }

    @Test
    void exportHasEveryLineInOrderOrSaysWhereItEnds() {
        documents.add(lines(NOON.minusSeconds(20), 0, 1500));
        documents.add(lines(NOON.minusSeconds(10), 1500, 1000));
        var store = new OpenSearchStore(config(Map.of()), clock);

        var whole = new StoreExport(store, all(), 1_000_000);
        assertThat(exported(whole)).hasSize(2500).doesNotHaveDuplicates().endsWith("line 2499");
        assertThat(whole.notices()).isEmpty();

        var part = new StoreExport(store, all(), 1200);
        assertThat(exported(part)).hasSize(1200);
        assertThat(part.notices()).extracting(LogNotice::reason).containsExactly("LimitReached");

        var just = new StoreExport(store, all(), 2500);
        assertThat(exported(just)).hasSize(2500);
        assertThat(just.notices()).isEmpty();
    }

    @Test
    void linesTooLongForAPageAreExportedInSmallerOnes() {
        var longText = "x".repeat(20_000);
        documents.add(IntStream.range(0, 60)
                .mapToObj(number -> line("vision", NOON.minusSeconds(60L - number), longText + number))
                .toList());
        var store = new OpenSearchStore(config(Map.of("most-bytes", "400000")), clock);

        assertThat(exported(new StoreExport(store, all(), 1000))).hasSize(60);
    }
}
