package io.kubesphere.ai.training.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.testing.MigratedDatabase;

/** The stores of tracking over the test database. */
public record TrackingStores(
        TrackedRunStore runs, ReportStore reports, MetricStore metrics, RunStore records, WaitingRuns waiting) {

    public static TrackingStores open() {
        return over(MigratedDatabase.database());
    }

    private static TrackingStores over(Database database) {
        var json = new ObjectMapper();
        var texts = new TextRows(json);
        var contents = new ContentRows(texts);
        return new TrackingStores(
                new TrackedRunStore(database, contents),
                new ReportStore(database, texts),
                new MetricStore(database, contents),
                new RunStore(database, new RunRows(json)),
                new WaitingRuns(database, new RunRows(json)));
    }
}
