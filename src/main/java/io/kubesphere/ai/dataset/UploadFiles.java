package io.kubesphere.ai.dataset;

import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import java.io.InputStream;
import java.util.Optional;

/** The files of an open upload. Sending a file or a piece again is harmless. */
public interface UploadFiles {

    /** Files that are stored, in the order of paths; the query's name is a part of the path. */
    Page<DatasetFile> page(UploadName upload, ListQuery query);

    /** Stores a file, replacing an earlier one of the same path. */
    DatasetFile put(UploadName upload, FileBody file);

    void remove(UploadName upload, String path);

    /**
     * Unpacks a zip, tar, tar.gz or tar.zst. Absolute paths, {@code ..}, links and devices are refused, and so is what
     * comes out too large.
     *
     * @param directory where the files go; empty for the root
     */
    UnpackedArchive unpack(UploadName upload, String directory, InputStream archive, long length);

    Piecewise begin(UploadName upload, NewPiecewise file);

    /** Which pieces are there; after a broken connection only the others need to be sent. */
    Piecewise piecewise(UploadName upload, String id);

    /** Stores one piece, which must have exactly the announced size. */
    Piecewise putPiece(UploadName upload, String id, int number, InputStream content, long length);

    /** Makes the file of its pieces. */
    DatasetFile join(UploadName upload, String id, Optional<Digest> announced);
}
