package io.kubesphere.ai.training.control;

import io.kubesphere.ai.algorithm.PublishedVersion;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kube.Conditions;
import io.kubesphere.ai.kernel.kube.StatusCondition;
import io.kubesphere.ai.kernel.workload.Evidence;
import io.kubesphere.ai.kernel.workload.Phase;
import io.kubesphere.ai.kernel.workload.Reason;
import io.kubesphere.ai.kernel.workload.SubmissionReason;
import io.kubesphere.ai.kernel.workload.Verdict;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.crd.TrainingJobStatus;
import io.kubesphere.ai.training.crd.TrainingJobStatus.EngineObject;
import io.kubesphere.ai.training.crd.TrainingJobStatus.NamedDigest;
import io.kubesphere.ai.training.crd.TrainingJobStatus.Resolved;
import io.kubesphere.ai.training.crd.TrainingJobStatus.StoredOutput;
import io.kubesphere.ai.training.crd.TrainingJobStatus.WorkerCounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words of a training job's status. */
@ApplicationScoped
class JobStatuses {
    private final Clock clock;

    JobStatuses(Clock clock) {
        this.clock = clock;
    }

    /**
     * What is known of a job beside its phase; what is absent is taken from the last status.
     *
     * @param resolved what was looked up in this pass
     */
    record Facts(
            Optional<ResolvedJob> resolved,
            Optional<EngineObject> engine,
            Optional<WorkerCounts> workers,
            Optional<Instant> startTime,
            Optional<Instant> completionTime,
            List<StoredOutput> outputs) {
        static final Facts NONE = Facts.of(Optional.empty(), Optional.empty());

        static Facts of(Optional<ResolvedJob> resolved, Optional<EngineObject> engine) {
            return new Facts(resolved, engine, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        }
    }

    TrainingJobStatus of(TrainingJob job, Verdict verdict, Facts facts, boolean recorded) {
        var last = job.observed();
        var why = verdict.explanation();
        var start = facts.startTime().map(JobStatuses::text);
        var resolved = resolved(job, facts);
        return new TrainingJobStatus(
                job.getMetadata().getGeneration(),
                verdict.phase(),
                why.reason(),
                why.message(),
                why.nextStep().isEmpty() ? null : why.nextStep(),
                facts.engine()
                        .or(() -> last.flatMap(TrainingJobStatus::engineMade))
                        .orElse(null),
                resolved.orElse(null),
                facts.workers()
                        .or(() -> last.flatMap(TrainingJobStatus::counts))
                        .orElse(null),
                last.map(TrainingJobStatus::startTime).or(() -> start).orElse(null),
                completion(last, verdict.phase(), facts),
                facts.outputs().isEmpty() ? last.map(TrainingJobStatus::outputs).orElse(List.of()) : facts.outputs(),
                conditions(job, verdict, resolved.isPresent(), recorded));
    }

    private static Optional<Resolved> resolved(TrainingJob job, Facts facts) {
        return facts.resolved().map(JobStatuses::digests).or(() -> job.observed()
                .flatMap(TrainingJobStatus::resolution));
    }

    private static Resolved digests(ResolvedJob resolved) {
        var inputs = resolved.inputs().stream()
                .map(input -> new NamedDigest(input.name(), input.digest()))
                .toList();
        return new Resolved(resolved.algorithm().map(PublishedVersion::digest).orElse(null), inputs);
    }

    /** An end has one time for ever: that of the first pass that saw it, unless the engine told. */
    private String completion(Optional<TrainingJobStatus> last, Phase phase, Facts facts) {
        if (!phase.isTerminal()) {
            return null;
        }
        return last.map(TrainingJobStatus::completionTime)
                .orElseGet(() -> text(facts.completionTime().orElseGet(clock::instant)));
    }

    private List<StatusCondition> conditions(TrainingJob job, Verdict verdict, boolean accepted, boolean recorded) {
        var last = job.observed().map(TrainingJobStatus::conditions).orElse(List.of());
        var phase = verdict.phase();
        var why = verdict.explanation();
        return new Conditions(last, job.getMetadata().getGeneration(), clock)
                .set(
                        "Accepted",
                        accepted,
                        accepted ? "Resolved" : why.reason(),
                        accepted ? "Algorithm and inputs are there" : why.message())
                .set(
                        "Recorded",
                        recorded,
                        recorded ? "Stored" : "DatabaseUnavailable",
                        recorded ? "The record is up to date" : "The record waits for the database")
                .set("Running", phase == Phase.Running || phase == Phase.Stalled, why.reason(), why.message())
                .set("Complete", phase == Phase.Succeeded, why.reason(), why.message())
                .set("Failed", phase == Phase.Failed || phase == Phase.Lost, why.reason(), why.message())
                .list();
    }

    /** The job cannot be run as it is; it never changes, so this is its end. */
    static Verdict refused(TrainingJob job, List<Problem.Cause> faults) {
        return Verdict.of(Phase.Failed, SubmissionReason.InvalidSpec, sentence(faults), evidence(job, faults));
    }

    /** Something the job refers to is not there yet. */
    static Verdict missing(TrainingJob job, List<Problem.Cause> missing) {
        return Verdict.of(Phase.Queued, SubmissionReason.ReferenceMissing, sentence(missing), evidence(job, missing));
    }

    /** A reason that rests on nothing but itself, in the first phase that it can explain. */
    static Verdict saying(Reason reason, String detail) {
        return Verdict.of(reason.phases().iterator().next(), reason, detail, List.of());
    }

    private static String sentence(List<Problem.Cause> causes) {
        return causes.stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .collect(Collectors.joining("; "));
    }

    private static List<Evidence> evidence(TrainingJob job, List<Problem.Cause> causes) {
        var object = job.getKind() + "/" + job.getMetadata().getName();
        return causes.stream()
                .map(cause -> new Evidence(object, cause.field(), cause.message(), ""))
                .toList();
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
