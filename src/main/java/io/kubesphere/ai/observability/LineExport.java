package io.kubesphere.ai.observability;

import java.io.Closeable;
import java.util.List;

/** Lines of an export, a handful at a time; for one thread. */
public interface LineExport extends Closeable {

    /** Most lines that it gives. */
    int limit();

    /** The next lines; empty at the end. */
    List<FoundLine> next();

    /** After the end: why lines may be missing, for example that the limit was reached. */
    List<LogNotice> notices();

    @Override
    void close();
}
