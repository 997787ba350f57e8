package io.kubesphere.ai.training.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.testing.MigratedDatabase;

/** The stores of tracking over the test database. */
public record TrackingStores(
        TrackedRunStore runs, ReportStore reports, MetricStore metrics, RunStore records, WaitingRuns waiting) {

    /** As the service's own is set up. */
    static ObjectMapper json() {
        return new ObjectMapper().registerModule(new Jdk8Module());
    }

    public static TrackingStores open() {
        return over(MigratedDatabase.database());
    }

    private static TrackingStores over(Database database) {
        var json = json();
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
