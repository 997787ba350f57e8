package io.kubesphere.ai.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A directory of YAML files: what goes in, and what must come out. A file that its test does not use fails the test;
 * {@code -Dgolden=write} writes what comes out anew, to be read before it is committed.
 */
public final class GoldenCase {
    public static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR))
            .registerModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static final boolean WRITES = System.getProperty("golden", "").equals("write");

    private final Path directory;
    private final Set<String> used = new HashSet<>();

    private GoldenCase(Path directory) {
        this.directory = directory;
    }

    /** One test for each directory under the resources of this class. */
    public static Stream<DynamicTest> of(Class<?> owner, Consumer<GoldenCase> check) {
        return all(owner).stream()
                .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> {
                    check.accept(golden);
                    assertThat(golden.files()).as("files that nothing reads").isSubsetOf(golden.used);
                }));
    }

    /** The cases of this class; there is at least one. */
    public static List<GoldenCase> all(Class<?> owner) {
        var root = Path.of("src/test/resources", owner.getName().replace('.', '/'));
        try (var directories = Files.list(root)) {
            var cases = directories
                    .filter(Files::isDirectory)
                    .sorted()
                    .map(GoldenCase::new)
                    .toList();
            assertThat(cases).as("cases in " + root).isNotEmpty();
            return cases;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public String name() {
        return directory.getFileName().toString();
    }

    public boolean has(String file) {
        return Files.exists(directory.resolve(file));
    }

    /** The documents of a file; none when it is not there. */
    public List<JsonNode> documents(String file) {
        used.add(file);
        return has(file) ? parse(file, text(file)) : List.of();
    }

    /** The one document of a file. */
    public JsonNode document(String file) {
        var documents = documents(file);
        assertThat(documents).as(name() + "/" + file).hasSize(1);
        return documents.get(0);
    }

    public <T> T read(String file, Class<T> type) {
        return convert(document(file), type);
    }

    public static <T> T convert(JsonNode tree, Class<T> type) {
        return YAML.convertValue(tree, type);
    }

    /** What must be the file's documents. */
    public void expect(String file, Object... documents) {
        used.add(file);
        var text = Arrays.stream(documents).map(GoldenCase::yaml).collect(Collectors.joining("---\n"));
        if (WRITES) {
            write(file, text);
        }
        assertThat(parse(file, text)).as(name() + "/" + file).isEqualTo(documents(file));
    }

    private static String yaml(Object document) {
        try {
            return YAML.writeValueAsString(document);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static List<JsonNode> parse(String file, String text) {
        try (var parser = YAML.getFactory().createParser(text)) {
            var documents = new ArrayList<JsonNode>();
            YAML.readValues(parser, JsonNode.class).forEachRemaining(documents::add);
            return documents;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file, unreadable);
        }
    }

    private Set<String> files() {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String text(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void write(String file, String text) {
        try {
            Files.writeString(directory.resolve(file), text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
