package io.kubesphere.ai.observability.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.observability.store.LogRecord;
import io.kubesphere.ai.observability.store.LogTime;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSplitterTest {
    private static final String TIME = "2026-08-11T10:15:30.000000001Z";

    private final LineSplitter splitter = new LineSplitter();

    private void feed(String text) {
        splitter.feed(List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }

    private List<String> lines() {
        var lines = new ArrayList<String>();
        for (var line = splitter.next(); line.isPresent(); line = splitter.next()) {
            lines.add(line.get().text());
        }
        return lines;
    }

    @Test
    void lineComesOnceItsEndIsThere() {
        feed(TIME + " first li");
        assertThat(lines()).isEmpty();

        feed("ne\n" + TIME + " \n" + TIME + " a b\n");

        assertThat(lines()).containsExactly("first line", "", "a b");
        assertThat(splitter.rest()).isEmpty();
    }

    @Test
    void timeBelongsToItsLine() {
        feed("2026-08-11T10:15:30Z one\n2026-08-11T18:15:31.5+08:00 two\n");

        assertThat(splitter.next().map(LogRecord::nanos).map(LogTime::instant).map(Object::toString))
                .contains("2026-08-11T10:15:30Z");
        assertThat(splitter.next().map(LogRecord::nanos).map(LogTime::instant).map(Object::toString))
                .contains("2026-08-11T10:15:31.500Z");
    }

    @Test
    void restIsWhatCameWithoutALineBreak() {
        feed(TIME + " whole\n" + TIME + " half");

        assertThat(lines()).containsExactly("whole");
        var rest = splitter.rest().orElseThrow();
        assertThat(rest.text()).isEqualTo("half");
        assertThat(rest.ended()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "2026-08-", TIME, TIME + " "})
    void timeThatWasCutOrStandsAloneIsNothing(String text) {
        feed(text);

        assertThat(lines()).isEmpty();
        assertThat(splitter.rest()).isEmpty();
        assertThat(splitter.fault()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unable to retrieve container logs\n", "no\n", "\n", "20 lines\n"})
    void textWithoutATimeIsAFault(String text) {
        feed(TIME + " fine\n" + text + TIME + " after\n");

        assertThat(lines()).containsExactly("fine");
        assertThat(splitter.fault()).isPresent();
    }

    @Test
    void messageOfANodeWithoutALineBreakIsAFault() {
        feed("unable to retrieve container logs for containerd://1");

        assertThat(lines()).isEmpty();
        assertThat(splitter.rest()).isEmpty();
        assertThat(splitter.fault()).isPresent();
    }

    @Test
    void cutKeepsCharactersWhole() {
        feed(TIME + " a" + "ä".repeat(LogRecord.LONGEST) + "\n");

        var parts = lines();

        assertThat(parts).hasSize(3).noneMatch(part -> part.contains("\uFFFD"));
        assertThat(String.join("", parts)).isEqualTo("a" + "ä".repeat(LogRecord.LONGEST));
    }

    @Test
    void lineOfExactlyTheLongestIsNotCut() {
        feed(TIME + " " + "x".repeat(LogRecord.LONGEST) + "\n");

        var line = splitter.next().orElseThrow();

        assertThat(line.length()).isEqualTo(LogRecord.LONGEST);
        assertThat(line.isTruncated()).isFalse();
    }

    /** Connections break anywhere; what was cut before must be cut the same way when it is read again. */
    @Test
    void partsDoNotDependOnHowTheBytesCame() {
        var random = new Random(11);
        var log = new ByteArrayOutputStream();
        for (var i = 0; i < 30; i++) {
            var content = new byte[random.nextInt(3) == 0 ? random.nextInt(3 << 20) : random.nextInt(100)];
            random.nextBytes(content);
            for (var at = 0; at < content.length; at++) {
                content[at] = content[at] == '\n' ? 0 : content[at];
            }
            log.writeBytes((TIME + " ").getBytes(StandardCharsets.US_ASCII));
            log.writeBytes(content);
            log.write('\n');
        }
        var whole = marks(new LineSplitter(), log.toByteArray(), Integer.MAX_VALUE, random);

        assertThat(marks(new LineSplitter(), log.toByteArray(), 100_000, random))
                .isEqualTo(whole);
        assertThat(marks(new LineSplitter(), log.toByteArray(), 3_000, random)).isEqualTo(whole);
    }

    private static List<LogRecord.Mark> marks(LineSplitter splitter, byte[] log, int most, Random random) {
        var marks = new ArrayList<LogRecord.Mark>();
        for (var at = 0; at < log.length; ) {
            var size = Math.min(log.length - at, most == Integer.MAX_VALUE ? most : 1 + random.nextInt(most));
            splitter.feed(List.of(ByteBuffer.wrap(log, at, size)));
            at += size;
            for (var line = splitter.next(); line.isPresent(); line = splitter.next()) {
                marks.add(line.get().mark());
            }
        }
        return marks;
    }
}
