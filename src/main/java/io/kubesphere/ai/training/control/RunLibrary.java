package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.index.ObjectIndex;
import io.kubesphere.ai.kernel.storage.SqlListing.Condition;
import io.kubesphere.ai.kernel.tenancy.Place;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import io.kubesphere.ai.training.JobExplanation;
import io.kubesphere.ai.training.OutputRecord;
import io.kubesphere.ai.training.RunComparison;
import io.kubesphere.ai.training.RunRecord;
import io.kubesphere.ai.training.TrainingRuns;
import io.kubesphere.ai.training.crd.TrainingJob;
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

    private static final int MOST_COMPARED = 20;

    private final RunStore runs;
    private final Workspaces workspaces;
    private final ObjectIndex<TrainingJob> jobs;
    private final LiveExplanations explanations;
    private final RunComparisons comparisons;

    RunLibrary(
            RunStore runs,
            Workspaces workspaces,
            ObjectIndex<TrainingJob> jobs,
            LiveExplanations explanations,
            RunComparisons comparisons) {
        this.runs = runs;
        this.workspaces = workspaces;
        this.jobs = jobs;
        this.explanations = explanations;
        this.comparisons = comparisons;
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
    public String uid(String namespace, String nameOrUid) {
        return jobs.find(namespace, nameOrUid)
                .map(job -> job.getMetadata().getUid())
                .orElseGet(() -> find(namespace, nameOrUid).uid());
    }

    @Override
    public List<OutputRecord> outputs(String uid) {
        return runs.outputs(uid);
    }

    @Override
    public JobExplanation explain(String namespace, String nameOrUid) {
        var job = jobs.find(namespace, nameOrUid);
        var live = job.flatMap(explanations::now);
        if (live.isEmpty()) {
            var run = find(namespace, nameOrUid);
            return JobExplanation.of(run.phase(), run.explanation());
        }
        return live.filter(now -> !now.evidence().isEmpty())
                .orElseGet(() -> withEvidence(job.get().getMetadata().getUid(), live.get()));
    }

    /** Before there is an engine object only the status is at hand; what it rests on is in the record. */
    private JobExplanation withEvidence(String uid, JobExplanation now) {
        try {
            return runs.find(uid)
                    .map(RunRecord::explanation)
                    .filter(why -> why.reason().equals(now.reason()))
                    .map(why -> JobExplanation.of(now.phase(), why))
                    .orElse(now);
        } catch (Problem away) {
            return now;
        }
    }

    @Override
    public RunComparison compare(String namespace, List<String> namesOrUids) {
        var distinct = namesOrUids.stream().distinct().toList();
        if (distinct.size() < 2 || distinct.size() > MOST_COMPARED) {
            throw Problem.badRequest(
                    "query",
                    List.of(Problem.Cause.invalid("with", "name 1 to " + (MOST_COMPARED - 1) + " other runs")));
        }
        return comparisons.of(
                distinct.stream().map(name -> find(namespace, name)).toList());
    }
}
