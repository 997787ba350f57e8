package io.kubesphere.ai.dataset.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.dataset.DatasetCatalog;
import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.DeletedDataset;
import io.kubesphere.ai.dataset.crd.Dataset;
import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.ResourcePatch;
import io.kubesphere.ai.kernel.kube.ResourceStore;
import io.kubesphere.ai.kernel.tenancy.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The datasets of the cluster. */
@ApplicationScoped
class DatasetLibrary implements DatasetCatalog {
    private final ResourceStore<Dataset> datasets;
    private final DatasetAccess access;
    private final DatasetPolicy policy;
    private final RecycleBin bin;
    private final DatasetRecords records;

    DatasetLibrary(
            ResourceStore<Dataset> datasets,
            DatasetAccess access,
            DatasetPolicy policy,
            RecycleBin bin,
            DatasetRecords records) {
        this.datasets = datasets;
        this.access = access;
        this.policy = policy;
        this.bin = bin;
        this.records = records;
    }

    @Override
    public Page<JsonNode> page(Place place, ListQuery query) {
        return datasets.page(access.visible(place), query);
    }

    @Override
    public JsonNode get(DatasetName name) {
        return datasets.view(access.require(name));
    }

    @Override
    public JsonNode create(Caller caller, String namespace, JsonNode dataset) {
        return datasets.view(datasets.create(namespace, caller.user(), dataset, policy::require));
    }

    @Override
    public JsonNode patch(String namespace, String name, ResourcePatch patch) {
        return datasets.view(datasets.patch(namespace, name, patch, policy::require));
    }

    @Override
    public void delete(String namespace, String name) {
        datasets.delete(namespace, name);
    }

    @Override
    public List<DeletedDataset> deleted(String namespace) {
        return bin.of(namespace);
    }

    @Override
    public JsonNode restore(Caller caller, String namespace, String id) {
        var restored = datasets.create(namespace, caller.user(), bin.resource(namespace, id), policy::require);
        // Whoever comes first ties the record to the new resource; the caller shall not wait for the reconciler.
        var unused = records.id(restored);
        return datasets.view(restored);
    }
}
