package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.NewImport;
import io.kubesphere.ai.dataset.UploadName;
import io.kubesphere.ai.dataset.engine.source.ImportSource;
import io.kubesphere.ai.dataset.engine.source.SourceFile;
import io.kubesphere.ai.dataset.store.ImportFiles;
import io.kubesphere.ai.dataset.store.ImportFiles.Expected;
import io.kubesphere.ai.dataset.store.ImportLeases.Elsewhere;
import io.kubesphere.ai.dataset.store.ImportRow;
import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.content.TreePath;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The course of an import: list the source, fetch file by file, commit. Each step is noted when it is done and harmless
 * when it is done again, so a run may end at any moment and another goes on.
 */
@ApplicationScoped
class ImportRun {
    private static final int PAGE = 1000;

    private final ImportSources sources;
    private final ImportFiles files;
    private final FileFetch fetch;
    private final Commits commits;
    private final ImportBounds bounds;

    ImportRun(ImportSources sources, ImportFiles files, FileFetch fetch, Commits commits, ImportBounds bounds) {
        this.sources = sources;
        this.files = files;
        this.fetch = fetch;
        this.commits = commits;
        this.bounds = bounds;
    }

    /** How much may come. */
    @ApplicationScoped
    static class ImportBounds {
        private final ImportConfig config;
        private final ProjectQuota quota;
        private final Snapshots snapshots;

        ImportBounds(ImportConfig config, ProjectQuota quota, Snapshots snapshots) {
            this.config = config;
            this.quota = quota;
            this.snapshots = snapshots;
        }

        int filesAtOnce() {
            return config.filesAtOnce();
        }

        /** Bytes that the import may bring besides those that it has brought; a snapshot brings none to the project. */
        long left(ImportRow row) {
            return snapshots.isOne(row.uploadId())
                    ? config.mostBytes()
                    : Math.min(
                            config.mostBytes(),
                            quota.left(ContentSpace.of(row.place().project())));
        }

        void requireFiles(long files) {
            if (files > config.mostFiles()) {
                throw Problem.of(Problem.Code.TOO_LARGE, "an import may have %d files", config.mostFiles());
            }
        }

        void requireBytes(ImportRow row, long bytes) {
            if (bytes > left(row)) {
                throw Problem.of(
                        Problem.Code.FORBIDDEN,
                        "the source has %d bytes, and the project may have %d more; delete versions or ask for more",
                        bytes,
                        left(row));
            }
        }
    }

    /** A meter for a run of the import, with what has arrived so far. */
    ImportMeter meter(ImportRow row) {
        var done = files.done(row.id());
        var left = bounds.left(row);
        return new ImportMeter(done, left > Long.MAX_VALUE - done.bytes() ? left : left + done.bytes());
    }

    /**
     * Goes on until the version is there; a Problem says why it does not. What a pod reads is only looked at: then this
     * ends before its time, and says how it stands.
     */
    Optional<Elsewhere> run(ImportRow row, NewImport request, ImportMeter meter) {
        if (sources.isElsewhere(row)) {
            var elsewhere = sources.elsewhere(row);
            if (elsewhere.isPresent()) {
                return elsewhere;
            }
        } else {
            fetch(row, request, meter);
        }
        meter.requireRunning();
        commit(row, row.upload(), request);
        sources.release(row);
        return Optional.empty();
    }

    private void fetch(ImportRow row, NewImport request, ImportMeter meter) {
        try (var source = sources.open(row, request.source())) {
            if (!row.progress().listed()) {
                list(row, request, source);
            }
            var directory = request.unpack() ? Optional.of(request.directory()) : Optional.<String>empty();
            fetchAll(new FileFetch.Target(row.id(), row.upload(), directory), source, meter);
        } finally {
            sources.release(row);
        }
    }

    /** The import has failed. */
    void giveUp(ImportRow row) {
        sources.release(row);
    }

    private void commit(ImportRow row, UploadName upload, NewImport request) {
        try {
            commits.commit(Caller.named(row.creator()), upload, request.wantedVersion());
        } catch (Problem busy) {
            // A runner that died may seem to commit until the database sees that it is gone.
            throw busy.code() == Problem.Code.CONFLICT
                    ? Problem.of(Problem.Code.UNAVAILABLE, "%s", busy.getMessage())
                            .because(busy)
                    : busy;
        }
    }

    private void list(ImportRow row, NewImport request, ImportSource source) {
        files.clear(row.id());
        var page = new ArrayList<Expected>();
        var count = new long[1];
        source.list(found -> {
            bounds.requireFiles(++count[0]);
            page.add(expected(request, found));
            if (page.size() == PAGE) {
                files.add(row.id(), page);
                page.clear();
            }
        });
        files.add(row.id(), page);
        if (count[0] == 0) {
            throw Problem.of(Problem.Code.NOT_FOUND, "the source has no files there; look at the prefix");
        }
        var totals = files.listed(row.id());
        bounds.requireBytes(row, totals.bytes());
    }

    private static Expected expected(NewImport request, SourceFile found) {
        var directory = request.directory().isEmpty() || request.directory().endsWith("/")
                ? request.directory()
                : request.directory() + "/";
        var path = TreePath.require(TreePath.normalized(directory + found.path()));
        return new Expected(path, found.location(), found.size(), found.stamp(), Optional.empty());
    }

    private void fetchAll(FileFetch.Target target, ImportSource source, ImportMeter meter) {
        var threads = Executors.newFixedThreadPool(bounds.filesAtOnce(), ImportRun::daemon);
        try {
            var after = "";
            for (var page = files.pending(target.id(), after, PAGE);
                    !page.isEmpty();
                    page = files.pending(target.id(), after, PAGE)) {
                fetchPage(target, source, page, new Crew(threads, meter));
                after = page.get(page.size() - 1).path();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "import-file");
        thread.setDaemon(true);
        return thread;
    }

    /** Who fetches, and what counts it. */
    private record Crew(ExecutorService threads, ImportMeter meter) {}

    private void fetchPage(FileFetch.Target target, ImportSource source, List<Expected> page, Crew crew) {
        var fetches = new ArrayList<Future<?>>(page.size());
        for (var file : page) {
            fetches.add(crew.threads().submit(() -> fetch.fetch(target, source, file, crew.meter())));
        }
        for (var each : fetches) {
            await(each, fetches);
        }
    }

    private static void await(Future<?> one, List<Future<?>> all) {
        try {
            one.get();
        } catch (ExecutionException failed) {
            all.forEach(each -> each.cancel(false));
            if (failed.getCause() instanceof Problem problem) {
                throw problem;
            }
            throw Problem.of(Problem.Code.INTERNAL, "a file could not be fetched; the log of the service says why")
                    .because(failed.getCause());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw Problem.of(Problem.Code.UNAVAILABLE, "the service ends").because(ending);
        }
    }
}
