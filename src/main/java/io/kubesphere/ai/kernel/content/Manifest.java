package io.kubesphere.ai.kernel.content;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The files of a tree with their digests, sorted by path ({@link TreePath#ORDER}). Its text is one JSON object per line; the digest of that text
 * is the digest of the whole tree. For trees of any size there are {@link ManifestWriter} and {@link ManifestReader}.
 */
public record Manifest(List<File> files) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectReader FILE = JSON.readerFor(File.class);

    /**
     * One file.
     *
     * @param path relative, with {@code /}, checked by {@link TreePath}
     * @param size in bytes
     * @param digest of its content
     */
    public record File(
            @JsonProperty("path") String path, @JsonProperty("size") long size, @JsonProperty("digest") String digest) {
        public Digest content() {
            return Digest.parse("digest", digest);
        }
    }

    /** Sorts; a 422 for an unsafe or repeated path. */
    public Manifest {
        files = files.stream()
                .sorted(Comparator.comparing(File::path, TreePath.ORDER))
                .toList();
        TreePath.requireDistinct(files.stream().map(File::path).toList());
        if (files.stream().anyMatch(file -> file.size() < 0)) {
            throw Problem.of(Problem.Code.INVALID, "a file in the manifest has a negative size");
        }
    }

    public long bytes() {
        return files.stream().mapToLong(File::size).sum();
    }

    public String text() {
        return files.stream().map(Manifest::line).collect(Collectors.joining());
    }

    public Digest digest() {
        return Digest.of(text());
    }

    /** Reads {@link #text()}; a 422 when it is not a manifest. */
    public static Manifest parse(byte[] text) {
        return new Manifest(new String(text, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(Manifest::file)
                .toList());
    }

    static File file(String line) {
        try {
            File file = FILE.readValue(line);
            var unused = file.content();
            return file;
        } catch (JsonProcessingException unreadable) {
            throw Problem.of(Problem.Code.INVALID, "the manifest has an unreadable line")
                    .because(unreadable);
        }
    }

    static String line(File file) {
        try {
            return JSON.writeValueAsString(file) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
