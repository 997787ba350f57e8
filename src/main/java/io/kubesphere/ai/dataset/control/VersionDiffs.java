package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.DatasetFile;
import io.kubesphere.ai.dataset.VersionDiff;
import io.kubesphere.ai.dataset.VersionDiff.Change;
import io.kubesphere.ai.dataset.store.VersionRow;
import io.kubesphere.ai.kernel.content.Manifest;
import io.kubesphere.ai.kernel.content.ManifestComparison;
import io.kubesphere.ai.kernel.content.ManifestStore;
import io.kubesphere.ai.kernel.content.TreePath;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares versions by their manifests alone. */
@ApplicationScoped
class VersionDiffs {
    private final ManifestStore manifests;

    VersionDiffs(ManifestStore manifests) {
        this.manifests = manifests;
    }

    VersionDiff diff(VersionRow from, VersionRow to, Optional<String> after, int limit) {
        var tally = new Tally(after, limit);
        try (var before = text(from);
                var now = text(to)) {
            ManifestComparison.compare(before, now, tally);
        } catch (IOException broken) {
            throw Problem.of(Problem.Code.UNAVAILABLE, "the object store broke off; try again")
                    .because(broken);
        }
        return tally.result(from.name(), to.name());
    }

    private InputStream text(VersionRow version) {
        return manifests
                .text(version.space(), version.manifest())
                .orElseThrow(() -> Problem.of(
                        Problem.Code.INTERNAL,
                        "the manifest of version %s is missing in the object store; tell the platform admin",
                        version.name()));
    }

    /** Counts all differences and keeps those of one page. */
    private static final class Tally implements ManifestComparison.Visitor {
        private final Optional<String> after;
        private final int limit;
        private final List<Change> changes = new ArrayList<>();
        private boolean more;
        private long added;
        private long removed;
        private long changed;
        private long same;
        private long bytesAdded;
        private long bytesRemoved;

        Tally(Optional<String> after, int limit) {
            this.after = after;
            this.limit = limit;
        }

        @Override
        public void same(long files) {
            same += files;
        }

        @Override
        public void different(Optional<Manifest.File> before, Optional<Manifest.File> now) {
            added += before.isEmpty() ? 1 : 0;
            removed += now.isEmpty() ? 1 : 0;
            changed += before.isPresent() && now.isPresent() ? 1 : 0;
            bytesRemoved += before.map(Manifest.File::size).orElse(0L);
            bytesAdded += now.map(Manifest.File::size).orElse(0L);
            keep(before, now);
        }

        private void keep(Optional<Manifest.File> before, Optional<Manifest.File> now) {
            var path = now.or(() -> before).map(Manifest.File::path).orElseThrow();
            if (after.isPresent() && TreePath.ORDER.compare(path, after.get()) <= 0) {
                return;
            }
            if (changes.size() == limit) {
                more = true;
                return;
            }
            changes.add(new Change(path, before.map(DatasetFile::of), now.map(DatasetFile::of)));
        }

        VersionDiff result(String from, String to) {
            var totals = new VersionDiff.Totals(added, removed, changed, same, bytesAdded, bytesRemoved);
            var next = more ? Optional.of(changes.get(changes.size() - 1).path()) : Optional.<String>empty();
            return new VersionDiff(from, to, totals, changes, next);
        }
    }
}
