package io.kubesphere.ai.observability.engine.opensearch;

import static io.kubesphere.ai.observability.LogDocuments.labelled;
import static io.kubesphere.ai.observability.LogDocuments.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.observability.FoundLine;
import io.kubesphere.ai.observability.LineFilter;
import io.kubesphere.ai.observability.LinePaging;
import io.kubesphere.ai.observability.LogHistogram;
import io.kubesphere.ai.observability.LogNotice;
import io.kubesphere.ai.observability.engine.logstore.LineSelection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real OpenSearch. */
class OpenSearchStoreTest extends SearchedIndex {
    @Test
    void findsLinesByLabelLevelWordsAndTime() {
        documents.add(List.of(
                labelled(line("vision", minutesBefore(30), "epoch 1 loss 0.5\n"), "scoring", "run-1", "info"),
                labelled(line("vision", minutesBefore(20), "CUDA out of memory"), "scoring", "run-1", "ERROR"),
                labelled(line("vision", minutesBefore(10), "epoch 2 loss 0.4"), "scoring", "run-2", "info"),
                labelled(line("vision", minutesBefore(90), "epoch 0"), "scoring", "run-1", "info"),
                labelled(line("vision", minutesBefore(5), "other"), "scoring-2", "run-1", "warning")));
        var all = LineFilter.Wanted.ALL;

        assertThat(texts(in("vision", all.ofApplication("scoring"))))
                .containsExactly("epoch 1 loss 0.5", "CUDA out of memory", "epoch 2 loss 0.4");
        assertThat(texts(in("vision", all.ofApplication("scoring").ofRun("run-1"))))
                .containsExactly("epoch 1 loss 0.5", "CUDA out of memory");
        assertThat(texts(in("vision", all.with("out of memory")))).containsExactly("CUDA out of memory");
        assertThat(texts(in("vision", all.with("memory of out")))).isEmpty();
        assertThat(texts(in("vision", all.between(minutesBefore(20), minutesBefore(10)))))
                .containsExactly("CUDA out of memory");
        assertThat(texts(in(
                        "vision",
                        new LineFilter.Wanted(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("pod-0"),
                                Optional.of("node"),
                                Optional.of("Error"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()))))
                .containsExactly("CUDA out of memory");
    }

    @Test
    void neverFindsLinesOfProjectsThatOnlyHaveAWordInCommon() {
        documents.add(List.of(
                line("vision", minutesBefore(1), "ours"),
                line("vision-2", minutesBefore(1), "theirs"),
                line("computer-vision", minutesBefore(1), "theirs")));

        assertThat(texts(in("vision", LineFilter.Wanted.ALL))).containsExactly("ours");
        assertThat(store.count(in("vision", LineFilter.Wanted.ALL)).lines()).isEqualTo(1);
        assertThat(texts(new LineSelection(Optional.of(Set.of()), LineFilter.Wanted.ALL.at(NOON))))
                .isEmpty();
        assertThat(texts(new LineSelection(Optional.empty(), LineFilter.Wanted.ALL.at(NOON))))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\" OR kubernetes.namespace_name:theirs",
                "*",
                ".*",
                "theirs\"}},{\"match_all\":{}}",
                "(a+)+$",
                "vision) || (theirs",
                "\\",
                "../_all"
            })
    void hostileTextIsNothingButText(String hostile) {
        documents.add(List.of(
                labelled(line("vision", minutesBefore(1), "harmless"), hostile, "run", "info"),
                labelled(line("theirs", minutesBefore(1), "secret"), hostile, "run", "info")));

        assertThat(texts(in("vision", LineFilter.Wanted.ALL.with(hostile)))).isEmpty();
        assertThat(texts(in("vision", LineFilter.Wanted.ALL.ofRun(hostile)))).isEmpty();
        assertThat(texts(in("vision", LineFilter.Wanted.ALL.ofApplication(hostile))))
                .containsExactly("harmless");
        assertThat(texts(in(hostile, LineFilter.Wanted.ALL))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true,40", "false,40", "true,250", "false,250", "true,1"})
    void pagesNeitherRepeatNorLeaveOutLinesHoweverManyHaveTheSameTime(boolean ascending, int ofATime) {
        var many = IntStream.range(0, 250)
                .mapToObj(number -> line("vision", minutesBefore(30).plusMillis(number / ofATime), "line " + number))
                .toList();
        documents.add(many);
        var found = new ArrayList<FoundLine>();
        Optional<String> next = Optional.empty();

        do {
            var page = store.page(in("vision", LineFilter.Wanted.ALL), new LinePaging(ascending, 17, next));
            assertThat(page.notices()).isEmpty();
            found.addAll(page.items());
            next = page.next();
            // What is written meanwhile shifts nothing.
            documents.add(List.of(line("vision", minutesBefore(30), "later"), line("vision", NOON, "later")));
        } while (next.isPresent());

        assertThat(found).extracting(FoundLine::id).doesNotHaveDuplicates();
        assertThat(found.stream().filter(line -> !line.text().equals("later"))).hasSize(250);
    }

    @Test
    void cursorOfAnotherQuestionIsRefused() {
        documents.add(IntStream.range(0, 5)
                .mapToObj(number -> line("vision", minutesBefore(number + 1), "line"))
                .toList());
        var next = store.page(in("vision", LineFilter.Wanted.ALL), LinePaging.newest(2))
                .next();

        var problem = catchThrowableOfType(
                Problem.class, () -> store.page(in("theirs", LineFilter.Wanted.ALL), new LinePaging(false, 2, next)));

        assertThat(problem.causes()).extracting(Problem.Cause::field).containsExactly("cursor");
        assertThat(catchThrowableOfType(
                                Problem.class,
                                () -> store.page(
                                        in("vision", LineFilter.Wanted.ALL),
                                        new LinePaging(false, 2, Optional.of("bm9uc2Vuc2U"))))
                        .code())
                .isEqualTo(Problem.Code.BAD_REQUEST);
    }

    @Test
    void countsByLevelAndTime() {
        documents.add(List.of(
                labelled(line("vision", minutesBefore(30), "a"), "x", "r", "WARN"),
                labelled(line("vision", minutesBefore(30), "b"), "x", "r", "warning"),
                line("vision", minutesBefore(30), "c"),
                labelled(line("vision", minutesBefore(5), "d"), "x", "r", "error"),
                labelled(line("theirs", minutesBefore(5), "e"), "x", "r", "error")));

        var histogram = store.histogram(in("vision", LineFilter.Wanted.ALL), Duration.ofMinutes(10));

        assertThat(histogram.total()).isEqualTo(4);
        assertThat(histogram.buckets())
                .containsExactly(
                        new LogHistogram.Bucket(minutesBefore(30), 3, Map.of("warn", 2L, "unknown", 1L)),
                        new LogHistogram.Bucket(minutesBefore(10), 1, Map.of("error", 1L)));
    }

    @Test
    void saysThatThereIsNoIndexOrNoLabel() {
        assertThat(store.page(in("vision", LineFilter.Wanted.ALL), LinePaging.newest(10))
                        .notices())
                .extracting(LogNotice::reason)
                .containsExactly("NoIndex");
        documents.add(List.of(line("vision", minutesBefore(1), "unlabelled")));
        clock.advance(Duration.ofSeconds(6));

        var found = store.page(in("vision", LineFilter.Wanted.ALL.ofRun("run")), LinePaging.newest(10));

        assertThat(found.items()).isEmpty();
        assertThat(found.notices()).extracting(LogNotice::reason).containsExactly("FieldMissing");
    }
}
