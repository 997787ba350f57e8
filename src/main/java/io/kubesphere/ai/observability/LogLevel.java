package io.kubesphere.ai.observability;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How serious a line says it is, in the words of whatever library wrote it. */
public enum LogLevel {
    TRACE("trace"),
    DEBUG("debug dbg"),
    INFO("info information notice"),
    WARN("warn warning"),
    ERROR("error err"),
    FATAL("fatal critical crit alert emerg panic");

    private final String words;

    LogLevel(String words) {
        this.words = words;
    }

    private List<String> words() {
        return List.of(words.split(" "));
    }

    public String wireName() {
        return words().get(0);
    }

    /** Everything that means this level, in the three ways that libraries write it. */
    public List<String> spellings() {
        return words().stream()
                .flatMap(word -> List.of(
                        word,
                        word.toUpperCase(Locale.ROOT),
                        word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .stream())
                .toList();
    }

    /** The level of a word, whatever its case. */
    public static Optional<LogLevel> of(String word) {
        var lower = word.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(level -> level.words().contains(lower))
                .findFirst();
    }
}
