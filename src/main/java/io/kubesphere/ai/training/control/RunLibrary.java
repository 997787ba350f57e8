package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.SqlListing.Condition;
import io.kubesphere.ai.kernel.tenancy.Place;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import io.kubesphere.ai.training.OutputRecord;
import io.kubesphere.ai.training.RunRecord;
import io.kubesphere.ai.training.TrainingRuns;
import io.kubesphere.ai.training.store.RunStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Records of runs, and who may see them: a run belongs to its project, whatever workspace that was in then. */
@ApplicationScoped
class RunLibrary implements TrainingRuns {
    private static final Pattern UID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final RunStore runs;
    private final Workspaces workspaces;

    RunLibrary(RunStore runs, Workspaces workspaces) {
        this.runs = runs;
        this.workspaces = workspaces;
    }

    @Override
    public Page<RunRecord> page(Place place, ListQuery query) {
        return runs.page(scope(place), query);
    }

    private Condition scope(Place place) {
        if (place.project().isPresent()) {
            return new Condition(
                    "namespace = :project", Map.of("project", place.project().get()));
        }
        return place.workspace()
                .map(workspace -> workspaces.projectsOf(workspace).toArray(String[]::new))
                .map(projects -> new Condition("namespace = ANY (:projects)", Map.of("projects", projects)))
                .orElseGet(() -> new Condition("true", Map.of()));
    }

    @Override
    public RunRecord find(String namespace, String nameOrUid) {
        var byUid = UID.matcher(nameOrUid).matches() ? runs.find(nameOrUid) : Optional.<RunRecord>empty();
        return byUid.filter(run -> run.namespace().equals(namespace))
                .or(() -> runs.latest(namespace, nameOrUid))
                .orElseThrow(() -> Problem.of(
                                Problem.Code.NOT_FOUND, "there is no run %s in project %s", nameOrUid, namespace)
                        .about("trainingruns", nameOrUid));
    }

    @Override
    public List<OutputRecord> outputs(String uid) {
        return runs.outputs(uid);
    }
}
