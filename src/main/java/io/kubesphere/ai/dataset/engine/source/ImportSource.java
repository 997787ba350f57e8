package io.kubesphere.ai.dataset.engine.source;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Somewhere that files come from. Its problems are UNAVAILABLE when trying again may help, CONFLICT when the content is
 * another than the one that was listed, and anything else when somebody has to change something first.
 */
public interface ImportSource extends AutoCloseable {

    /** Tells of all files. */
    void list(Consumer<SourceFile> each);

    /**
     * Opens a file; the caller closes what he gets.
     *
     * @param offset of the first byte wanted; not zero only for a file that is resumable
     * @param length how many bytes are wanted; negative means all
     */
    Part open(SourceFile file, long offset, long length);

    /**
     * What a source gives when it is asked for a part of a file.
     *
     * @param offset of the first byte that it gives: that of the request, or zero where it can give nothing but all
     * @param revision by which the source keeps this content when it is replaced, where it does
     */
    record Part(InputStream content, long offset, Optional<String> revision) {
        Part(InputStream content, long offset) {
            this(content, offset, Optional.empty());
        }
    }

    @Override
    void close();

    /** A source whose contents are read to know them, and then stay where they are. */
    interface Staying extends ImportSource {}

    /** A source whose contents lie in our object store already. */
    interface Local extends ImportSource {
        /** Makes the content of the file that of a space as well; false when it is gone. */
        boolean share(SourceFile file, String space);
    }
}
