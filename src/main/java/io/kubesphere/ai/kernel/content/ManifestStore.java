package io.kubesphere.ai.kernel.content;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ByteRange;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Manifests of any size in the content store: written and read as streams, looked into through marks. */
@ApplicationScoped
public class ManifestStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<ManifestMark>> MARKS = new TypeReference<>() {};

    private final ObjectStore store;
    private final RecentlyRead<List<ManifestMark>> marks = new RecentlyRead<>(64);
    private final RecentlyRead<List<Manifest.File>> chunks = new RecentlyRead<>(16);

    ManifestStore(ObjectStore store) {
        this.store = store;
    }

    /** Over an object store, without CDI. */
    public static ManifestStore over(ObjectStore store) {
        return new ManifestStore(store);
    }

    /**
     * Stores the manifest of files that come in the order of manifests. Whether their content is there is the caller's
     * to know.
     */
    public ManifestSummary write(String project, Iterator<Manifest.File> files) {
        try {
            var spool = Files.createTempFile("manifest", ".ndjson");
            try {
                var written = spool(files, spool);
                store(project, spool, written);
                return written.summary();
            } finally {
                Files.deleteIfExists(spool);
            }
        } catch (IOException failed) {
            throw broken(failed);
        }
    }

    private static ManifestWriter.Written spool(Iterator<Manifest.File> files, Path spool) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(spool), 1 << 16)) {
            var writer = new ManifestWriter(out);
            while (files.hasNext()) {
                writer.add(files.next());
            }
            return writer.finish();
        }
    }

    private void store(String project, Path spool, ManifestWriter.Written written) throws IOException {
        var digest = written.summary().digest();
        store.put(ContentKeys.marks(project, digest), JSON.writeValueAsBytes(written.marks()));
        try (var text = Files.newInputStream(spool)) {
            store.put(ContentKeys.manifest(project, digest), text, written.length());
        }
    }

    /** The text of a manifest; the caller closes it. */
    public Optional<InputStream> text(String project, Digest digest) {
        return store.get(ContentKeys.manifest(project, digest));
    }

    /** The files of a manifest one after the other; the caller closes it. */
    public Optional<ManifestReader> read(String project, Digest digest) {
        return text(project, digest).map(ManifestReader::new);
    }

    /** A look into a manifest of {@code files} files. */
    public Optional<ManifestTree> look(String project, Digest digest, long files) {
        return marks(project, digest)
                .map(marks -> new ManifestTree(files, marks, number -> chunk(project, digest, marks, number)));
    }

    private Optional<List<ManifestMark>> marks(String project, Digest digest) {
        return marks.recall(ContentKeys.marks(project, digest), () -> readMarks(project, digest));
    }

    private Optional<List<ManifestMark>> readMarks(String project, Digest digest) {
        var stored = store.get(ContentKeys.marks(project, digest)).map(ManifestStore::parse);
        return stored.isPresent() ? stored : text(project, digest).map(text -> made(project, digest, text));
    }

    private static List<ManifestMark> parse(InputStream json) {
        try (json) {
            return JSON.readValue(json, MARKS);
        } catch (IOException failed) {
            throw broken(failed);
        }
    }

    /** Manifests that came in one piece have no marks yet. */
    private List<ManifestMark> made(String project, Digest digest, InputStream text) {
        var writer = new ManifestWriter(OutputStream.nullOutputStream());
        try (var reader = new ManifestReader(text)) {
            while (reader.hasNext()) {
                writer.add(reader.next());
            }
            var marks = writer.finish().marks();
            store.put(ContentKeys.marks(project, digest), JSON.writeValueAsBytes(marks));
            return marks;
        } catch (IOException failed) {
            throw broken(failed);
        }
    }

    private List<Manifest.File> chunk(String project, Digest digest, List<ManifestMark> marks, int number) {
        var key = ContentKeys.manifest(project, digest) + "#" + number;
        return chunks.recall(key, () -> Optional.of(readChunk(project, digest, marks, number)))
                .orElseThrow();
    }

    private List<Manifest.File> readChunk(String project, Digest digest, List<ManifestMark> marks, int number) {
        var from = marks.get(number).offset();
        var to = number + 1 < marks.size() ? marks.get(number + 1).offset() : Long.MAX_VALUE / 2;
        var text = store.get(ContentKeys.manifest(project, digest), new ByteRange(from, to - from))
                .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND, "this version has just been removed"));
        try (var reader = new ManifestReader(text)) {
            var files = new ArrayList<Manifest.File>(ManifestMark.LINES);
            reader.forEachRemaining(files::add);
            return List.copyOf(files);
        }
    }

    /** Forgets a manifest. */
    public void delete(String project, Digest digest) {
        store.delete(ContentKeys.manifest(project, digest));
        store.delete(ContentKeys.marks(project, digest));
        marks.forget(ContentKeys.marks(project, digest));
    }

    private static Problem broken(IOException failed) {
        return Problem.of(Problem.Code.UNAVAILABLE, "the object store broke off; try again")
                .because(failed);
    }
}
