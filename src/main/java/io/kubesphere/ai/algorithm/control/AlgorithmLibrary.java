package io.kubesphere.ai.algorithm.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.algorithm.AlgorithmCatalog;
import io.kubesphere.ai.algorithm.AlgorithmRef;
import io.kubesphere.ai.algorithm.Algorithms;
import io.kubesphere.ai.algorithm.PublishedVersion;
import io.kubesphere.ai.algorithm.VersionSpec;
import io.kubesphere.ai.algorithm.crd.Algorithm;
import io.kubesphere.ai.algorithm.crd.Sharing;
import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.ResourcePatch;
import io.kubesphere.ai.kernel.kapi.index.Scope;
import io.kubesphere.ai.kernel.kube.ResourceStore;
import io.kubesphere.ai.kernel.tenancy.Place;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.Optional;

/** The algorithms of the cluster, and who may see them. */
@ApplicationScoped
class AlgorithmLibrary implements Algorithms, AlgorithmCatalog {
    private final ResourceStore<Algorithm> algorithms;
    private final AlgorithmPolicy policy;
    private final VersionDigests digests;
    private final Workspaces workspaces;
    private final ArchiveUploads uploads;

    AlgorithmLibrary(
            ResourceStore<Algorithm> algorithms,
            AlgorithmPolicy policy,
            VersionDigests digests,
            Workspaces workspaces,
            ArchiveUploads uploads) {
        this.algorithms = algorithms;
        this.policy = policy;
        this.digests = digests;
        this.workspaces = workspaces;
        this.uploads = uploads;
    }

    @Override
    public Page<JsonNode> page(Place place, ListQuery query) {
        return algorithms.page(visible(place), query);
    }

    private Scope visible(Place place) {
        var own = workspaces.scope(place);
        if (place.equals(Place.everywhere())) {
            return own;
        }
        var platform = Scope.namespaces(workspaces.projectsOf(Workspaces.SYSTEM))
                .where(AlgorithmIndex.SHARING, Sharing.Platform.name());
        var workspace = place.workspace().or(() -> place.project().flatMap(workspaces::workspaceOf));
        return workspace
                .map(name -> Scope.namespaces(workspaces.projectsOf(name))
                        .where(AlgorithmIndex.SHARING, Sharing.Workspace.name()))
                .map(own::or)
                .orElse(own)
                .or(platform);
    }

    @Override
    public JsonNode get(String namespace, String name) {
        return algorithms.view(algorithms.get(namespace, name));
    }

    @Override
    public JsonNode create(Caller caller, String namespace, JsonNode algorithm) {
        return algorithms.view(algorithms.create(namespace, caller.user(), algorithm, policy::require));
    }

    @Override
    public JsonNode patch(String namespace, String name, ResourcePatch patch) {
        return algorithms.view(algorithms.patch(namespace, name, patch, policy::require));
    }

    @Override
    public void delete(String namespace, String name) {
        algorithms.delete(namespace, name);
    }

    @Override
    public StoredArchive upload(String namespace, InputStream content, long length) {
        return uploads.store(namespace, content, length);
    }

    @Override
    public Resolution resolve(String project, String field, AlgorithmRef reference) {
        var namespace = reference.namespaceFrom(project);
        var algorithm = algorithms.find(namespace, reference.name()).filter(found -> isVisible(found, project));
        if (algorithm.isEmpty()) {
            return Resolution.refused(Problem.Cause.notFound(
                    field,
                    "there is no algorithm " + reference.name() + " in " + namespace + " that " + project
                            + " may use"));
        }
        return version(algorithm.get(), reference.version())
                .map(version ->
                        Resolution.of(new PublishedVersion(namespace, reference.name(), digests.of(version), version)))
                .orElseGet(() -> Resolution.refused(Problem.Cause.notFound(
                        field + ".version",
                        "algorithm " + reference.name() + " has no version " + reference.version())));
    }

    private static Optional<VersionSpec> version(Algorithm algorithm, String name) {
        return algorithm.getSpec().versions().stream()
                .filter(version -> version.name().equals(name))
                .findFirst();
    }

    private boolean isVisible(Algorithm algorithm, String project) {
        var owner = algorithm.getMetadata().getNamespace();
        return owner.equals(project)
                || switch (algorithm.getSpec().sharing()) {
                    case Project -> false;
                    case Workspace -> workspaces.together(owner, project);
                    case Platform -> workspaces.isSystem(owner);
                };
    }

    @Override
    public Optional<Archive> archive(String namespace, String digest) {
        return uploads.find(namespace, Digest.parse("digest", digest));
    }
}
