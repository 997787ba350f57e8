package io.kubesphere.ai.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The table of the guide holds what the tests have seen; {@code -Dgolden=write} writes it anew. */
final class FaultTable {
    private static final Path GUIDE = Path.of("docs/guide/real-kubernetes.md");
    private static final String HEAD = "|---|---|---|";

    void row(String fault, String seen, String lost) {
        var row = "| " + fault + " | " + seen.replaceAll("fault-[0-9a-f]{8}", "JOB") + " | " + lost + " |";
        try {
            var text = Files.readString(GUIDE);
            if ("write".equals(System.getProperty("golden"))) {
                Files.writeString(GUIDE, with(text, "| " + fault + " |", row));
            } else {
                assertThat(text).contains(row);
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private static String with(String text, String start, String row) {
        var rest = Arrays.stream(text.split("\n"))
                .filter(line -> !line.startsWith(start))
                .collect(Collectors.joining("\n", "", "\n"));
        return rest.replace(HEAD, HEAD + "\n" + row);
    }
}
