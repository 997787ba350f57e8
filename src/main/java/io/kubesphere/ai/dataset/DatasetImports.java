package io.kubesphere.ai.dataset;

import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.kapi.Page;

/** Versions that the platform fetches itself, however long that takes and whatever breaks meanwhile. */
public interface DatasetImports {

    /** Begins one; what can be known to be wrong with it is refused at once. */
    DatasetImport begin(Caller caller, String project, String dataset, NewImport wanted);

    /** The dataset's last hundred imports, newest first. */
    Page<DatasetImport> page(String project, String dataset);

    DatasetImport get(ImportName name);

    /** Gives it up and drops what has arrived; one that has ended stays as it is. */
    DatasetImport cancel(ImportName name);

    /** Lets one that has failed go on where it stopped; a 409 for any other. */
    DatasetImport retry(ImportName name);
}
