package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.UnpackedArchive;
import io.kubesphere.ai.dataset.engine.ArchiveEntries;
import io.kubesphere.ai.dataset.engine.ArchiveFormats;
import io.kubesphere.ai.dataset.store.StagedFile;
import io.kubesphere.ai.dataset.store.StagedFiles;
import io.kubesphere.ai.kernel.content.TreePath;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ObjectChannel;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Unpacks archives into an upload. The archive is staged first, so that a broken connection leaves nothing half and a
 * zip can be read by its end; its files never touch a file system. What came before a refused entry stays in the upload.
 */
@ApplicationScoped
class ArchiveIntake {
    /** Claims of many small files cost one round trip. */
    private static final int FILES_AT_ONCE = 100;

    private final ObjectStore store;
    private final Arrivals arrivals;
    private final StagedFiles staged;
    private final Settling settling;
    private final DatasetConfig config;

    ArchiveIntake(ObjectStore store, Arrivals arrivals, StagedFiles staged, Settling settling, DatasetConfig config) {
        this.store = store;
        this.arrivals = arrivals;
        this.staged = staged;
        this.settling = settling;
        this.config = config;
    }

    /**
     * @param directory where the files go, empty for the root
     */
    UnpackedArchive unpack(OpenUpload upload, String directory, InputStream body, long length) {
        var archive = arrivals.stage(upload.id(), body, length);
        return unpack(upload, directory, archive.key().orElseThrow(), archive.size());
    }

    /** The same for an archive that is staged already; it is gone afterwards, whatever came of it. */
    UnpackedArchive unpack(OpenUpload upload, String directory, String key, long size) {
        try (var entries = entries(key, size)) {
            return unpack(upload, base(directory), entries, new UnpackBudget(config, size));
        } catch (IOException broken) {
            throw Problem.of(Problem.Code.INVALID, "the archive is damaged: %s", broken.getMessage())
                    .because(broken);
        } finally {
            store.delete(key);
        }
    }

    private static String base(String directory) {
        return directory.isEmpty() || directory.endsWith("/") ? directory : directory + "/";
    }

    private ArchiveEntries entries(String key, long size) throws IOException {
        var content = store.get(key).orElseThrow(ArchiveIntake::closed);
        var beginning = content.readNBytes(4);
        content.close();
        return ArchiveFormats.isZip(beginning)
                ? ArchiveFormats.zip(new ObjectChannel(store, key, size))
                : ArchiveFormats.tar(store.get(key).orElseThrow(ArchiveIntake::closed));
    }

    private UnpackedArchive unpack(OpenUpload upload, String base, ArchiveEntries entries, UnpackBudget budget)
            throws IOException {
        var waiting = new ArrayList<Waiting>();
        for (var next = entries.next(); next.isPresent(); next = entries.next()) {
            var entry = next.get();
            if (entry.kind() == ArchiveEntries.Kind.Directory) {
                continue;
            }
            var path = path(base, entry);
            var arrival = arrivals.receive(upload.id(), budget.file(entry.content()), -1);
            waiting.add(new Waiting(new StagedFile(path, arrival.size(), arrival.digest()), arrival));
            if (waiting.size() == FILES_AT_ONCE) {
                keep(upload, waiting);
            }
        }
        keep(upload, waiting);
        return new UnpackedArchive(budget.files(), budget.bytes());
    }

    /** A file that has come out but is not claimed yet. */
    private record Waiting(StagedFile file, Arrival arrival) {}

    private void keep(OpenUpload upload, List<Waiting> waiting) {
        // Of the same path twice the later counts, as when unpacking to a disk.
        var last = new LinkedHashMap<String, Waiting>();
        waiting.forEach(each -> last.put(each.file().path(), each));
        var files = last.values().stream().map(Waiting::file).toList();
        if (!files.isEmpty()) {
            staged.claim(upload.id(), upload.space(), files);
            settling.settle(
                    upload.space(), last.values().stream().map(Waiting::arrival).toList());
            staged.stored(upload.id(), files);
        }
        waiting.clear();
    }

    private static String path(String base, ArchiveEntries.Entry entry) {
        if (entry.kind() == ArchiveEntries.Kind.Other) {
            throw Problem.invalid(
                    "archive",
                    List.of(Problem.Cause.invalid(
                            shown(entry.name()), "is a link or a device, which are not unpacked")));
        }
        var name = entry.name();
        while (name.startsWith("./")) {
            name = name.substring(2);
        }
        return TreePath.require(TreePath.normalized(base + name));
    }

    private static String shown(String name) {
        return name.length() > 100 ? name.substring(0, 100) + "…" : name;
    }

    private static Problem closed() {
        return Problem.of(Problem.Code.CONFLICT, "the upload was closed meanwhile");
    }
}
