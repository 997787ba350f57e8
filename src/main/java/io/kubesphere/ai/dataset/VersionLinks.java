package io.kubesphere.ai.dataset;

import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;

/** Links to the files of versions, for much data: they lead past ks-apiserver and past this service. */
public interface VersionLinks {

    /**
     * Links to the files whose paths begin with the prefix, in the order of paths.
     *
     * @throws io.kubesphere.ai.kernel.kapi.Problem NOT_FOUND where the object store is not exposed to users
     */
    Page<FileLink> page(DatasetName dataset, String version, String prefix, ListQuery query);
}
