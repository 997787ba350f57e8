package io.kubesphere.ai.observability.engine.logstore;

import io.kubesphere.ai.observability.FoundLines;
import io.kubesphere.ai.observability.LinePaging;
import io.kubesphere.ai.observability.LogHistogram;
import io.kubesphere.ai.observability.LogNotice;
import java.time.Duration;
import java.util.List;

/** Keeps the lines of all pods of the cluster; filled by others. All calls may fail with a Problem UNAVAILABLE that names the product. */
public interface LogStore {

    /** The product's name, as people know it. */
    String name();

    /** A page; following ones neither repeat nor leave out a line, or say that they may. A 410 when the cursor is too old. */
    FoundLines page(LineSelection what, LinePaging paging);

    /** Buckets of a length, the first of which begins at or before the selection does. */
    LogHistogram histogram(LineSelection what, Duration step);

    Count count(LineSelection what);

    /** How many lines a selection has, as far as it could be counted. */
    record Count(long lines, List<LogNotice> notices) {}

    /** Nobody will ask for the page behind this cursor. */
    void release(String cursor);
}
