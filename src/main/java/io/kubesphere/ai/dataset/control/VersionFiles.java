package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.DatasetFile;
import io.kubesphere.ai.dataset.Directory;
import io.kubesphere.ai.dataset.StoredFile;
import io.kubesphere.ai.dataset.store.VersionRow;
import io.kubesphere.ai.kernel.content.ContentStore;
import io.kubesphere.ai.kernel.content.Manifest;
import io.kubesphere.ai.kernel.content.ManifestStore;
import io.kubesphere.ai.kernel.content.ManifestTree;
import io.kubesphere.ai.kernel.content.TreePath;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Optional;

/** Looks into versions; a million files cost no more than the chunk of the manifest that is looked at. */
@ApplicationScoped
class VersionFiles {
    private final ManifestStore manifests;
    private final ContentStore content;

    VersionFiles(ManifestStore manifests, ContentStore content) {
        this.manifests = manifests;
        this.content = content;
    }

    Page<DatasetFile> page(VersionRow version, String prefix, ListQuery query) {
        return entries(version, prefix, query).map(DatasetFile::of);
    }

    /** The same as the manifest has them. */
    Page<Manifest.File> entries(VersionRow version, String prefix, ListQuery query) {
        var tree = tree(version);
        var from = tree.firstFrom(prefix);
        var to = tree.firstBehind(prefix);
        var start = from + query.offset();
        var files = tree.slice(start, Math.min(query.limit(), Math.max(0, to - start)));
        return new Page<>(files, to - from);
    }

    Directory directory(VersionRow version, String path, Optional<String> after, int limit) {
        var base = path.isEmpty() || path.endsWith("/") ? path : path + "/";
        var tree = tree(version);
        var end = tree.firstBehind(base);
        var position = after.map(name -> behind(tree, base + name)).orElseGet(() -> tree.firstFrom(base));
        if (end == tree.firstFrom(base) && !base.isEmpty()) {
            throw Problem.of(Problem.Code.NOT_FOUND, "there is no directory %s in version %s", path, version.name());
        }
        var entries = new ArrayList<Directory.Entry>();
        while (position < end && entries.size() < limit) {
            var entry = entry(tree, position, base);
            entries.add(entry);
            position = behind(tree, base + entry.name());
        }
        var last = entries.isEmpty() ? "" : entries.get(entries.size() - 1).name();
        return new Directory(base, entries, position < end ? Optional.of(last) : Optional.empty());
    }

    private static Directory.Entry entry(ManifestTree tree, long position, String base) {
        var file = tree.at(position);
        var rest = file.path().substring(base.length());
        var slash = rest.indexOf('/');
        if (slash < 0) {
            return new Directory.Entry(rest, Optional.of(DatasetFile.of(file)), Optional.empty());
        }
        var name = rest.substring(0, slash + 1);
        return new Directory.Entry(name, Optional.empty(), Optional.of(behind(tree, base + name) - position));
    }

    /** Position behind a file, or behind all that is in a directory. */
    private static long behind(ManifestTree tree, String path) {
        return path.endsWith("/") ? tree.firstBehind(path) : tree.firstFrom(path + "\u0000");
    }

    StoredFile file(VersionRow version, String path) {
        var file = tree(version)
                .find(TreePath.normalized(path))
                .orElseThrow(() ->
                        Problem.of(Problem.Code.NOT_FOUND, "there is no file %s in version %s", path, version.name()));
        return new StoredFile(DatasetFile.of(file), range -> content.open(version.space(), file.content(), range)
                .orElseThrow(() -> lost(file)));
    }

    private static Problem lost(Manifest.File file) {
        return Problem.of(
                Problem.Code.INTERNAL,
                "the content of %s is missing in the object store; verify the version and tell the platform admin",
                file.path());
    }

    private ManifestTree tree(VersionRow version) {
        return manifests
                .look(version.space(), version.manifest(), version.files())
                .orElseThrow(() -> Problem.of(
                        Problem.Code.INTERNAL,
                        "the manifest of version %s is missing in the object store; tell the platform admin",
                        version.name()));
    }
}
