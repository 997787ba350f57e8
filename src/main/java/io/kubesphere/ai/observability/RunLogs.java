package io.kubesphere.ai.observability;

import java.io.InputStream;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Logs of runs, of whatever module. They can be read when pod, node and custom resource are gone. Who may read a run is
 * for the caller to check; a cursor or a stream of another run shows nothing of it.
 */
public interface RunLogs {

    /** All streams of a run, by rank, pod, container and restart. */
    List<LogStream> streams(RunRef run);

    /** Cheap enough to ask for on every reconciliation. */
    LogProgress progress(RunRef run);

    /** A page of the archive, all selected streams merged by time; from a position on. */
    LogPage page(LogSelection what, LogPosition from, int limit);

    /** The page that ends where the cursor stands. */
    LogPage earlier(LogSelection what, String cursor, int limit);

    /** All of the archive from a position on, merged by time. */
    LogTail read(LogSelection what, LogPosition from);

    /**
     * The archive from a position on, then what comes, until every selected stream is complete.
     *
     * @param ended whether no further container can start; while it is false an end of all streams is waited out
     */
    LogTail follow(LogSelection what, LogPosition from, BooleanSupplier ended);

    /** Lines that contain a text, stream by stream; gives up after some work, and can then go on from its cursor. */
    LogTail search(LogSelection what, LogSearch search, LogPosition from);

    /** The archived bytes of a stream as the program wrote them; the caller closes it. A 404 when there is none. */
    InputStream download(RunRef run, long stream);

    /** Deletes all logs of a run; a 409 while one is still being written. */
    void delete(RunRef run);
}
