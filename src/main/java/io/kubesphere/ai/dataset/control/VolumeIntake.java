package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.VolumeReports;
import io.kubesphere.ai.dataset.crd.VolumeDirectory;
import io.kubesphere.ai.dataset.store.ImportFiles;
import io.kubesphere.ai.dataset.store.ImportFiles.Expected;
import io.kubesphere.ai.dataset.store.ImportRow;
import io.kubesphere.ai.dataset.store.ImportStore;
import io.kubesphere.ai.dataset.store.OriginStore;
import io.kubesphere.ai.dataset.store.OriginStore.Known;
import io.kubesphere.ai.dataset.store.VolumeListing;
import io.kubesphere.ai.kernel.auth.RunIdentity;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.TreePath;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Takes what pods tell of volumes into the uploads of their imports; what an earlier snapshot knows is not asked for. */
@ApplicationScoped
class VolumeIntake implements VolumeReports {
    private static final int PAGE = 1000;

    private final Records records;
    private final VolumeListing listing;
    private final ImportFiles files;
    private final StayingFiles staying;
    private final ImportRun.ImportBounds bounds;

    VolumeIntake(
            Records records,
            VolumeListing listing,
            ImportFiles files,
            StayingFiles staying,
            ImportRun.ImportBounds bounds) {
        this.records = records;
        this.listing = listing;
        this.files = files;
        this.staying = staying;
        this.bounds = bounds;
    }

    /** Imports that read volumes, and what is known of those; a singleton has no proxy, so its fields can be read. */
    @Singleton
    static class Records {
        private final ImportStore imports;
        private final Snapshots snapshots;
        private final OriginStore origins;

        Records(ImportStore imports, Snapshots snapshots, OriginStore origins) {
            this.imports = imports;
            this.snapshots = snapshots;
            this.origins = origins;
        }

        /** A pod's labels are what its maker says; he can make pods in his own project only. */
        private ImportRow require(RunIdentity pod) {
            return UploadBook.uuid(pod.uid())
                    .flatMap(imports::live)
                    .filter(row -> row.place().project().equals(pod.namespace()))
                    .filter(row -> volume(row).isPresent())
                    .orElseThrow(
                            () -> Problem.of(Problem.Code.NOT_FOUND, "there is no import that this pod may work for"));
        }

        private Optional<VolumeDirectory> volume(ImportRow row) {
            return snapshots.volume(row.uploadId());
        }
    }

    @Override
    public Wanted wanted(RunIdentity pod) {
        var row = records.require(pod);
        return new Wanted(
                records.volume(row).orElseThrow().directory(), row.progress().listed());
    }

    @Override
    public void beginListing(RunIdentity pod) {
        listing.begin(records.require(pod).id());
    }

    @Override
    public void list(RunIdentity pod, Listing found) {
        var row = records.require(pod);
        var some = found.files().stream()
                .map(file -> new Expected(
                        TreePath.require(file.path()), file.path(), file.size(), file.stamp(), Optional.empty()))
                .toList();
        bounds.requireFiles(listing.add(row.id(), some));
    }

    @Override
    public void endListing(RunIdentity pod) {
        var row = records.require(pod);
        if (row.progress().files() == 0) {
            throw Problem.of(Problem.Code.NOT_FOUND, "there are no files in the directory");
        }
        listing.dropOthers(row.id());
        bounds.requireBytes(row, files.listed(row.id()).bytes());
    }

    @Override
    public Pending pending(RunIdentity pod, String after) {
        var row = records.require(pod);
        var from = after;
        while (true) {
            var page = files.pending(row.id(), from, PAGE);
            if (page.isEmpty()) {
                records.imports.wake(row.id());
                return new Pending(List.of(), Optional.empty());
            }
            from = page.get(page.size() - 1).path();
            var unknown = unknown(row, page);
            if (!unknown.isEmpty()) {
                return new Pending(unknown, Optional.of(from));
            }
        }
    }

    /** Files that have to be read; the others are taken as an earlier snapshot has read them. */
    private List<Found> unknown(ImportRow row, List<Expected> page) {
        var known = records.origins.known(row.uploadId(), page);
        keep(row, List.copyOf(known.values()));
        return page.stream()
                .filter(file -> !known.containsKey(file.path()))
                .map(file -> new Found(file.path(), file.size(), file.stamp()))
                .toList();
    }

    @Override
    public void read(RunIdentity pod, Readings readings) {
        var row = records.require(pod);
        var known = readings.files().stream()
                .map(file -> new Known(
                        TreePath.require(file.path()),
                        file.size(),
                        file.stamp(),
                        Optional.empty(),
                        Digest.parse("digest", file.digest())))
                .toList();
        keep(row, known);
    }

    private void keep(ImportRow row, List<Known> known) {
        if (!known.isEmpty()) {
            listing.arrived(row.id(), staying.noteAll(row.upload(), known));
        }
    }
}
