package io.kubesphere.ai.kernel.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Optional;

/**
 * All writes to the cluster, and the few reads that must be fresh. Every failure is a Problem. Tests put a map in its
 * place.
 */
public interface KubeObjects {
    /** Field manager of everything we apply. */
    String FIELD_MANAGER = "ai-platform";

    /** Makes the object true by forced server-side apply and answers what is stored; applying twice changes nothing. */
    <T extends HasMetadata> T apply(T desired);

    /** Applies a part of an object under a field manager of its own, so that its other fields stay whose they are. */
    <T extends HasMetadata> T applyPart(T part, String manager);

    /** Makes an object's status true by forced server-side apply and answers what is stored; its spec is not looked at. */
    <T extends HasMetadata> T applyStatus(T object);

    /** Applies the object in its owner's namespace: deleting the owner deletes it. */
    <T extends HasMetadata> T applyOwned(HasMetadata owner, T desired);

    /** Creates the object in its owner's namespace: deleting the owner deletes it. ALREADY_EXISTS when the name is taken. */
    <T extends HasMetadata> T createOwned(HasMetadata owner, T desired);

    /** Creates a user's object; ALREADY_EXISTS when the name is taken. */
    <T extends HasMetadata> T create(T object);

    /** Replaces a user's object; CONFLICT unless its resourceVersion is the stored one. */
    <T extends HasMetadata> T replace(T object);

    /** The stored object, asked from the API server. */
    <T extends HasMetadata> Optional<T> get(Class<T> kind, String namespace, String name);

    /** The same for a kind that we have no class for. */
    Optional<GenericKubernetesResource> get(String apiVersion, String kind, String namespace, String name);

    /** The metadata of what is stored under this object's name; the right to apply it is enough, none to read it is needed. */
    Optional<ObjectMeta> occupant(HasMetadata wanted);

    /** Deletes in the background; whether it was there. */
    <T extends HasMetadata> boolean delete(Class<T> kind, String namespace, String name);

    /** Deletes whatever kind this is, in the background; only identity is looked at. */
    boolean delete(HasMetadata object);
}
