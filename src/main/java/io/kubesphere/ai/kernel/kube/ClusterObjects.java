package io.kubesphere.ai.kernel.kube;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The real cluster, by our own service account. */
@ApplicationScoped
class ClusterObjects implements KubeObjects {
    /** An object of most kinds cannot be made of nothing; so answers only a name that is free. */
    private static final int UNPROCESSABLE = 422;

    private final KubernetesClient client;

    ClusterObjects(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public <T extends HasMetadata> T apply(T desired) {
        return applyPart(desired, FIELD_MANAGER);
    }

    @Override
    public <T extends HasMetadata> T applyPart(T part, String manager) {
        return translated(() ->
                client.resource(part).fieldManager(manager).forceConflicts().serverSideApply());
    }

    @Override
    public <T extends HasMetadata> T applyStatus(T object) {
        var wanted = client.getKubernetesSerialization().clone(object);
        var meta = object.getMetadata();
        wanted.setMetadata(new ObjectMetaBuilder()
                .withNamespace(meta.getNamespace())
                .withName(meta.getName())
                .withUid(meta.getUid())
                .build());
        var forced = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(FIELD_MANAGER)
                .withForce(true)
                .build();
        return translated(() -> client.resource(wanted).subresource("status").patch(forced));
    }

    @Override
    public <T extends HasMetadata> T applyOwned(HasMetadata owner, T desired) {
        return apply(owned(owner, desired));
    }

    @Override
    public <T extends HasMetadata> T createOwned(HasMetadata owner, T desired) {
        return create(owned(owner, desired));
    }

    @Override
    public <T extends HasMetadata> T create(T object) {
        return translated(() -> client.resource(object).create());
    }

    @Override
    public <T extends HasMetadata> T replace(T object) {
        return translated(() -> client.resource(object).update());
    }

    @Override
    public <T extends HasMetadata> Optional<T> get(Class<T> kind, String namespace, String name) {
        return Optional.ofNullable(translated(() ->
                client.resources(kind).inNamespace(namespace).withName(name).get()));
    }

    @Override
    public Optional<GenericKubernetesResource> get(String apiVersion, String kind, String namespace, String name) {
        return Optional.ofNullable(translated(() -> client.genericKubernetesResources(apiVersion, kind)
                .inNamespace(namespace)
                .withName(name)
                .get()));
    }

    /** A rehearsed apply of nothing: it answers what is there unchanged, and what is not there has no version. */
    @Override
    public Optional<ObjectMeta> occupant(HasMetadata wanted) {
        var nothing = new GenericKubernetesResourceBuilder()
                .withApiVersion(wanted.getApiVersion())
                .withKind(wanted.getKind())
                .withNewMetadata()
                .withNamespace(wanted.getMetadata().getNamespace())
                .withName(wanted.getMetadata().getName())
                .endMetadata()
                .build();
        var rehearsed = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(FIELD_MANAGER + "-look")
                .withDryRun(List.of("All"))
                .build();
        try {
            return Optional.of(client.resource(nothing).patch(rehearsed).getMetadata())
                    .filter(meta -> meta.getResourceVersion() != null);
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == UNPROCESSABLE) {
                return Optional.empty();
            }
            throw KubernetesFailures.problem(refused);
        }
    }

    @Override
    public <T extends HasMetadata> boolean delete(Class<T> kind, String namespace, String name) {
        return !translated(() -> client.resources(kind)
                        .inNamespace(namespace)
                        .withName(name)
                        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                        .delete())
                .isEmpty();
    }

    @Override
    public boolean delete(HasMetadata object) {
        return !translated(() -> client.resource(object)
                        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                        .delete())
                .isEmpty();
    }

    private static <T extends HasMetadata> T owned(HasMetadata owner, T desired) {
        desired.getMetadata().setNamespace(owner.getMetadata().getNamespace());
        desired.getMetadata().setOwnerReferences(List.of(reference(owner)));
        return desired;
    }

    private static OwnerReference reference(HasMetadata owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
    }

    private static <R> R translated(Supplier<R> call) {
        try {
            return call.get();
        } catch (KubernetesClientException refused) {
            throw KubernetesFailures.problem(refused);
        }
    }
}
