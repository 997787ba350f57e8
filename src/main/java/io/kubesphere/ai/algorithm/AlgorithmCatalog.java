package io.kubesphere.ai.algorithm;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.ResourcePatch;
import io.kubesphere.ai.kernel.tenancy.Place;
import java.io.InputStream;

/** The catalog as users see and change it; objects are custom resources in their JSON form. */
public interface AlgorithmCatalog {

    /** Algorithms that a place sees: its own, and those shared with it. */
    Page<JsonNode> page(Place place, ListQuery query);

    /** An algorithm of the project; a 404 when there is none. */
    JsonNode get(String namespace, String name);

    JsonNode create(Caller caller, String namespace, JsonNode algorithm);

    JsonNode patch(String namespace, String name, ResourcePatch patch);

    void delete(String namespace, String name);

    /**
     * Stores an archive of code for algorithms of the project.
     *
     * @param length of the content in bytes; negative when the client did not say
     */
    StoredArchive upload(String namespace, InputStream content, long length);

    /** An uploaded archive; the digest goes into {@code source.archive} of a version. */
    record StoredArchive(String digest, long bytes) {}
}
