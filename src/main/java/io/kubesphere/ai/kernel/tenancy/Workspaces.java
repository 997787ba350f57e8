package io.kubesphere.ai.kernel.tenancy;

import io.fabric8.kubernetes.api.model.Namespace;
import io.kubesphere.ai.kernel.kapi.LabelSelector;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.index.IndexShape;
import io.kubesphere.ai.kernel.kapi.index.ObjectIndex;
import io.kubesphere.ai.kernel.kapi.index.Scope;
import io.kubesphere.ai.kernel.kube.Informers;
import io.kubesphere.ai.kernel.kube.Labels;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The workspaces of this cluster, as their projects' labels tell; at most seconds old. */
@Startup
@ApplicationScoped
public class Workspaces {
    /** KubeSphere's workspace of system and extension projects. */
    public static final String SYSTEM = "system-workspace";

    private final ObjectIndex<Namespace> namespaces;

    @Inject
    Workspaces(Informers informers) {
        this(informers.index(Namespace.class, IndexShape.of(Namespace.class)));
    }

    /** Over an index that somebody else fills. */
    public Workspaces(ObjectIndex<Namespace> namespaces) {
        this.namespaces = namespaces;
    }

    /** The workspace of a project; empty for a namespace without one, and for an unknown one. */
    public Optional<String> workspaceOf(String namespace) {
        return namespaces
                .find("", namespace)
                .flatMap(found -> Optional.ofNullable(found.getMetadata().getLabels()))
                .flatMap(labels -> Optional.ofNullable(labels.get(Labels.WORKSPACE)))
                .filter(workspace -> !workspace.isEmpty());
    }

    /** All projects of a workspace; empty when there is no such workspace. */
    public Set<String> projectsOf(String workspace) {
        var requirement = new LabelSelector.Requirement(Labels.WORKSPACE, LabelSelector.Operator.IN, Set.of(workspace));
        var all = ListQuery.ALL.page(1, Integer.MAX_VALUE).labelled(new LabelSelector(List.of(requirement)));
        return namespaces.page(Scope.everywhere(), all).items().stream()
                .map(namespace -> namespace.getMetadata().getName())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What lies in a place. */
    public Scope scope(Place place) {
        if (place.project().isPresent()) {
            return Scope.namespace(place.project().get());
        }
        return place.workspace()
                .map(workspace -> Scope.namespaces(projectsOf(workspace)))
                .orElseGet(Scope::everywhere);
    }

    /** Whether the project belongs to the platform itself, so that only platform admins write there. */
    public boolean isSystem(String namespace) {
        return workspaceOf(namespace).equals(Optional.of(SYSTEM));
    }

    /** Whether both projects are in the same workspace; a namespace without workspace shares it with nobody. */
    public boolean together(String namespace, String other) {
        var workspace = workspaceOf(namespace);
        return Objects.equals(namespace, other) || (workspace.isPresent() && workspace.equals(workspaceOf(other)));
    }

    /** A 404 unless the project is in the workspace: ks-apiserver authorizes by the project alone. */
    public void requireWithin(String workspace, String namespace) {
        if (!workspaceOf(namespace).equals(Optional.of(workspace))) {
            throw Problem.of(Problem.Code.NOT_FOUND, "there is no project %s in workspace %s", namespace, workspace);
        }
    }
}
