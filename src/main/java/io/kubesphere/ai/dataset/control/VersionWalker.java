package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.VersionDiff;
import io.kubesphere.ai.dataset.VersionWalks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds the versions that are walked through; whatever is wrong with their names is told before anything is sent. */
@ApplicationScoped
class VersionWalker implements VersionWalks {
    private final VersionFinder finder;
    private final VersionDiffs diffs;
    private final VersionCheck check;
    private final VersionExport export;

    VersionWalker(VersionFinder finder, VersionDiffs diffs, VersionCheck check, VersionExport export) {
        this.finder = finder;
        this.diffs = diffs;
        this.check = check;
        this.export = export;
    }

    @Override
    public VersionDiff diff(DatasetName dataset, String from, String to, Optional<String> after, int limit) {
        return diffs.diff(finder.require(dataset, from), finder.require(dataset, to), after, limit);
    }

    @Override
    public Answer verify(DatasetName dataset, String version) {
        var row = finder.requireReadable(dataset, version);
        return out -> check.verify(row, out);
    }

    @Override
    public Answer export(DatasetName dataset, String version, String prefix, ArchiveFormat format) {
        var row = finder.requireReadable(dataset, version);
        return out -> export.write(row, prefix, format, out);
    }
}
