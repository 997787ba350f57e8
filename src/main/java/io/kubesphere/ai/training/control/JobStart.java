package io.kubesphere.ai.training.control;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.workload.RunReason;
import io.kubesphere.ai.kernel.workload.StartReason;
import io.kubesphere.ai.kernel.workload.SubmissionReason;
import io.kubesphere.ai.kernel.workload.Verdict;
import io.kubesphere.ai.training.control.JobStatuses.Facts;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.crd.TrainingJobStatus.EngineObject;
import io.kubesphere.ai.training.crd.TrainingJobStatus.WorkerCounts;
import io.kubesphere.ai.training.engine.RunPlan;
import io.kubesphere.ai.training.engine.TrainingEngine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Takes a job from its custom resource to the engine's object. Each write before the status can be repeated, so a death
 * between any two of them is made good by the next pass.
 */
@ApplicationScoped
class JobStart {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(30);

    private final JobResolver resolver;
    private final JobInputs inputs;
    private final RunPlanner planner;
    private final EngineChoice choice;
    private final JobObservations observations;
    private final JobReport report;

    JobStart(
            JobResolver resolver,
            JobInputs inputs,
            RunPlanner planner,
            EngineChoice choice,
            JobObservations observations,
            JobReport report) {
        this.resolver = resolver;
        this.inputs = inputs;
        this.planner = planner;
        this.choice = choice;
        this.observations = observations;
        this.report = report;
    }

    Step begin(TrainingJob job) {
        var resolution = resolver.resolve(job);
        if (!resolution.faults().isEmpty()) {
            return refused(job, Facts.NONE, JobStatuses.refused(job, resolution.faults()));
        }
        if (resolution.job().isEmpty()) {
            return waiting(job, Facts.NONE, JobStatuses.missing(job, resolution.missing()), LATER);
        }
        var facts = Facts.of(resolution.job(), Optional.empty());
        if (job.getSpec().suspend()) {
            return report.step(job, JobStatuses.saying(RunReason.PausedByUser, ""), facts, Optional.empty());
        }
        var engine = choice.of(job.getSpec().engine());
        return engine.isPresent()
                ? begin(job, resolution.job().get(), engine.get())
                : withoutEngine(job, facts, choice.missing(job.getSpec().engine()));
    }

    private Step withoutEngine(TrainingJob job, Facts facts, Verdict verdict) {
        return verdict.phase().isTerminal() ? refused(job, facts, verdict) : waiting(job, facts, verdict, LATER);
    }

    private Step begin(TrainingJob job, ResolvedJob resolved, TrainingEngine engine) {
        var facts = Facts.of(Optional.of(resolved), Optional.empty());
        var plan = planner.plan(job, resolved);
        var impossible = engine.unsupported(plan);
        if (!impossible.isEmpty()) {
            var why = engine.name() + ": " + String.join("; ", impossible);
            return refused(job, facts, JobStatuses.saying(SubmissionReason.EngineUnsupported, why));
        }
        if (!report.announced(job, facts)) {
            return waiting(job, facts, JobStatuses.saying(SubmissionReason.RecordsUnavailable, ""), SOON);
        }
        return apply(job, resolved, engine, plan);
    }

    private Step apply(TrainingJob job, ResolvedJob resolved, TrainingEngine engine, RunPlan plan) {
        try {
            inputs.hold(job);
            var made = choice.apply(job, planner.supporting(job, resolved), engine.desired(plan));
            var object = made(engine, made);
            var verdict = observations.applied(job, object, resolved.replicas());
            return report.step(job, verdict, facts(resolved, object), Optional.of(SOON));
        } catch (Problem refused) {
            if (!isRefusal(refused)) {
                throw refused;
            }
            return waiting(
                    job, Facts.of(Optional.of(resolved), Optional.empty()), why(job, resolved, engine, refused), LATER);
        }
    }

    /** What is called like the job and is not the job's is ours to tell; all else has the cluster's own words. */
    private Verdict why(TrainingJob job, ResolvedJob resolved, TrainingEngine engine, Problem refused) {
        return refused.code() == Problem.Code.ALREADY_EXISTS
                ? JobStatuses.saying(StartReason.EngineObjectRefused, refused.getMessage())
                : observations.refused(job, engine, resolved.replicas(), refused.getMessage());
    }

    /** What trying again at once cannot mend; all else is the retry's business. */
    private static boolean isRefusal(Problem problem) {
        return switch (problem.code()) {
            case FORBIDDEN, INVALID, BAD_REQUEST, NOT_FOUND, ALREADY_EXISTS, TOO_LARGE, INTERNAL -> true;
            default -> false;
        };
    }

    private static EngineObject made(TrainingEngine engine, ObjectMeta meta) {
        return new EngineObject(
                engine.name(), engine.api().apiVersion(), engine.api().kind(), meta.getName(), meta.getUid());
    }

    private static Facts facts(ResolvedJob resolved, EngineObject object) {
        return new Facts(
                Optional.of(resolved),
                Optional.of(object),
                Optional.of(new WorkerCounts(resolved.replicas(), 0, 0, 0)),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private Step refused(TrainingJob job, Facts facts, Verdict verdict) {
        return report.step(job, verdict, facts, Optional.empty());
    }

    private Step waiting(TrainingJob job, Facts facts, Verdict verdict, Duration again) {
        return report.step(job, verdict, facts, Optional.of(again));
    }
}
