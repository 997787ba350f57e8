package io.kubesphere.ai.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.ResourcePatch;
import io.kubesphere.ai.kernel.tenancy.Place;
import java.util.List;

/** Datasets as users see and change them; objects are custom resources in their JSON form. */
public interface DatasetCatalog {

    /** Datasets that a place sees: its own, and those shared with it. */
    Page<JsonNode> page(Place place, ListQuery query);

    /** A dataset that the project sees; a 404 when there is none. */
    JsonNode get(DatasetName name);

    JsonNode create(Caller caller, String namespace, JsonNode dataset);

    JsonNode patch(String namespace, String name, ResourcePatch patch);

    void delete(String namespace, String name);

    /** Datasets of the project that were deleted and can be brought back. */
    List<DeletedDataset> deleted(String namespace);

    /** Brings a deleted dataset back under its name, which must be free. */
    JsonNode restore(Caller caller, String namespace, String id);
}
