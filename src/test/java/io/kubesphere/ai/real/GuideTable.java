package io.kubesphere.ai.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;

/** A table of the guide that holds what the tests have seen; {@code -Dgolden=write} writes it anew. */
enum GuideTable {
    /** What breaks, what the user sees, what is lost. */
    FAULTS("| fault | what the user sees | lost |"),
    /** What keeps a job from running, and how its user is told. */
    BLOCKS("| what keeps the job from running | what its user reads | what to do, as it is told |");

    private static final Path GUIDE = Path.of("docs/guide/real-kubernetes.md");

    /** Names that a test made up differ from run to run. */
    private static final String MADE_UP = "(fault|block)-[0-9a-f]{6,8}";

    /** So do the ports at which a test answers. */
    private static final String ADDRESS = "https?://[^/ ]+:[0-9]+";

    private final String head;

    GuideTable(String head) {
        this.head = head;
    }

    void row(String first, String second, String third) {
        var row = ("| " + first + " | " + second + " | " + third + " |")
                .replaceAll(MADE_UP, "JOB")
                .replaceAll(ADDRESS, "http://HOST");
        try {
            var text = Files.readString(GUIDE);
            if ("write".equals(System.getProperty("golden"))) {
                Files.writeString(GUIDE, with(text, "| " + first + " |", row));
            } else {
                assertThat(text).contains(row);
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private String with(String text, String key, String row) {
        var start = text.indexOf(head);
        assertThat(start).as("the guide has the table %s", head).isNotNegative();
        var end = text.indexOf("\n\n", start);
        var table = end < 0 ? text.substring(start) : text.substring(start, end);
        var rows = new TreeMap<String, String>();
        Arrays.stream(table.split("\n")).skip(2).forEach(line -> rows.put(line, line));
        rows.keySet().removeIf(line -> line.startsWith(key));
        rows.put(row, row);
        var whole = head + "\n|---|---|---|\n" + String.join("\n", rows.values());
        return text.substring(0, start) + whole + (end < 0 ? "\n" : text.substring(end));
    }
}
