package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.crd.Dataset;
import io.kubesphere.ai.dataset.crd.SharingScope;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.index.Scope;
import io.kubesphere.ai.kernel.kube.ResourceStore;
import io.kubesphere.ai.kernel.tenancy.Place;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** Who may see which dataset. What may not be seen is as absent. */
@ApplicationScoped
class DatasetAccess {
    private final ResourceStore<Dataset> datasets;
    private final Workspaces workspaces;

    DatasetAccess(ResourceStore<Dataset> datasets, Workspaces workspaces) {
        this.datasets = datasets;
        this.workspaces = workspaces;
    }

    /** A dataset that the viewer sees; a 404 otherwise. */
    Dataset require(DatasetName name) {
        return find(name).orElseThrow(() -> Problem.of(
                        Problem.Code.NOT_FOUND,
                        "there is no dataset %s in project %s%s",
                        name.name(),
                        name.owner(),
                        name.owner().equals(name.viewer()) ? "" : " that project " + name.viewer() + " may use")
                .about(Dataset.PLURAL, name.name()));
    }

    /** A dataset of the project itself, to be changed; a 404 otherwise. */
    Dataset own(String project, String name) {
        return require(DatasetName.own(project, name));
    }

    Optional<Dataset> find(DatasetName name) {
        return datasets.find(name.owner(), name.name()).filter(found -> isVisible(found, name.viewer()));
    }

    private boolean isVisible(Dataset dataset, String viewer) {
        var owner = dataset.getMetadata().getNamespace();
        var sharing = dataset.getSpec().sharing();
        return owner.equals(viewer)
                || switch (sharing.scope()) {
                    case Project -> false;
                    case Projects -> sharing.projects().contains(viewer);
                    case Workspace -> workspaces.together(owner, viewer);
                    case Platform -> workspaces.isSystem(owner);
                };
    }

    /** The same rules for lists. */
    Scope visible(Place place) {
        var own = workspaces.scope(place);
        if (place.equals(Place.everywhere())) {
            return own;
        }
        var platform = Scope.namespaces(workspaces.projectsOf(Workspaces.SYSTEM))
                .where(DatasetIndex.SCOPE, SharingScope.Platform.name());
        return place.project()
                .map(project -> listed(project).or(own))
                .orElse(own)
                .or(ofWorkspace(place))
                .or(platform);
    }

    private static Scope listed(String project) {
        return Scope.everywhere()
                .where(DatasetIndex.SCOPE, SharingScope.Projects.name())
                .where(DatasetIndex.PROJECTS, project);
    }

    private Scope ofWorkspace(Place place) {
        return place.workspace()
                .or(() -> place.project().flatMap(workspaces::workspaceOf))
                .map(name -> Scope.namespaces(workspaces.projectsOf(name))
                        .where(DatasetIndex.SCOPE, SharingScope.Workspace.name()))
                .orElseGet(() -> Scope.namespaces(Set.of()));
    }
}
