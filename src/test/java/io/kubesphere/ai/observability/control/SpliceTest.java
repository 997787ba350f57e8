package io.kubesphere.ai.observability.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.observability.control.Splice.State;
import io.kubesphere.ai.observability.store.LogRecord.Mark;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lines are written {@code a1}: content and time. */
class SpliceTest {
    private static Mark mark(String line) {
        return new Mark(Long.parseLong(line.substring(1)), 1, line.charAt(0), true);
    }

    private static Splice archived(String lines) {
        return new Splice(Arrays.stream(lines.split(" ")).map(SpliceTest::mark).toList());
    }

    private static List<String> fresh(Splice splice, String lines) {
        return Stream.of(lines.split(" "))
                .filter(line -> splice.isNew(mark(line)))
                .toList();
    }

    @Test
    void whatFollowsTheLastArchivedLineIsNew() {
        var splice = archived("a1 b2 c3");

        assertThat(fresh(splice, "a1 b2 c3 d4 e5")).containsExactly("d4", "e5");
        assertThat(splice.state()).isEqualTo(State.JOINED);
    }

    @Test
    void rotatedFileThatStillHasTheLastLineIsJoined() {
        var splice = archived("a1 b2 c3");

        assertThat(fresh(splice, "c3 d4")).containsExactly("d4");
        assertThat(splice.state()).isEqualTo(State.JOINED);
    }

    @Test
    void fileThatBeginsLaterLeavesAGap() {
        var splice = archived("a1 b2");

        assertThat(fresh(splice, "d4 e5")).containsExactly("d4", "e5");
        assertThat(splice.state()).isEqualTo(State.GAP);
    }

    @Test
    void equalLinesCountEach() {
        assertThat(fresh(archived("a1 a1"), "a1 a1 a1 b1")).containsExactly("a1", "b1");
    }

    @Test
    void equalLinesAreToldApartByWhatStandsBeforeThem() {
        assertThat(fresh(archived("a1 x1 a1 y1"), "a1 y1 z2")).containsExactly("z2");
    }

    @Test
    void sameTimeIsNotTheSameLine() {
        assertThat(fresh(archived("a1 b1"), "a1 b1 c1")).containsExactly("c1");
    }

    @Test
    void pieceOfAnArchivedLineIsNotNew() {
        assertThat(fresh(archived("b2 c3"), "p1 b2 c3 d4")).containsExactly("d4");
        assertThat(fresh(archived("b2 c3"), "p2 c3 d4")).containsExactly("d4");
    }

    @Test
    void oldLinesBetweenAreNotNew() {
        assertThat(fresh(archived("a5 x6 a5"), "a5 x6 o1 a5 n7")).containsExactly("n7");
    }

    @Test
    void linesOfAClockThatWasSetBackAreNewBehindTheLastArchivedOne() {
        assertThat(fresh(archived("a8 b9"), "a8 b9 c2 d3")).containsExactly("c2", "d3");
    }

    @Test
    void whatEndsBeforeTheLastArchivedLineHasNothingNew() {
        var splice = archived("a1 b2 c3");

        assertThat(fresh(splice, "a1 b2")).isEmpty();
        assertThat(splice.state()).isEqualTo(State.SEEKING);
    }
}
