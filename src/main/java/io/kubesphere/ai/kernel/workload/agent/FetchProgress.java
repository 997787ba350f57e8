package io.kubesphere.ai.kernel.workload.agent;

import org.eclipse.jgit.lib.ProgressMonitor;

/** Tells the log how far a Git fetch is. */
final class FetchProgress implements ProgressMonitor {
    private final Journal journal;
    private String task = "";
    private int all;
    private int done;

    FetchProgress(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void start(int totalTasks) {
        done = 0;
    }

    @Override
    public void beginTask(String title, int totalWork) {
        task = title;
        all = totalWork;
        done = 0;
    }

    @Override
    public void update(int completed) {
        done += completed;
        journal.mention(() -> "code: %s, %d of %s".formatted(task, done, all == UNKNOWN ? "?" : all));
    }

    @Override
    public void endTask() {
        done = all;
    }

    @Override
    public boolean isCancelled() {
        return Thread.currentThread().isInterrupted();
    }

    @Override
    public void showDuration(boolean enabled) {
        // The log's own times say it.
    }
}
