package io.kubesphere.ai.dataset;

import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.kapi.Page;

/** How versions are made. An upload is private to its dataset's project; nothing of it is visible before the commit. */
public interface DatasetUploads {

    Upload begin(Caller caller, String project, String dataset, NewUpload upload);

    /** The dataset's uploads, newest first. */
    Page<Upload> page(String project, String dataset);

    Upload get(UploadName name);

    /** Makes the version, whole or not at all; the same commit again answers the same version. */
    DatasetVersion commit(Caller caller, UploadName name, NewVersion version);

    /** Drops everything that was sent; an upload that is no longer open stays as it is. */
    Upload abort(UploadName name);
}
