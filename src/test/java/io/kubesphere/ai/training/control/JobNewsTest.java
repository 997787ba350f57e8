package io.kubesphere.ai.training.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kubesphere.ai.kernel.workload.Explanation;
import io.kubesphere.ai.kernel.workload.Phase;
import io.kubesphere.ai.notification.Happening;
import io.kubesphere.ai.notification.HappeningKind;
import io.kubesphere.ai.testing.HappeningsInMemory;
import io.kubesphere.ai.training.RunRecord;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.crd.TrainingJobSpec;
import io.kubesphere.ai.training.store.TrackingStores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which of a job's steps are told, over its record in a real database. */
class JobNewsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final HappeningsInMemory happenings = new HappeningsInMemory();
    private final JobNews news = new JobNews(happenings, Clock.fixed(NOW, ZoneOffset.UTC));
    private final TrackingStores stores = TrackingStores.open();
    private final String uid = UUID.randomUUID().toString();
    private final TrainingJob job = job();

    private TrainingJob job() {
        var made = new TrainingJob();
        made.setMetadata(new ObjectMetaBuilder().withName("bert").withUid(uid).build());
        made.setSpec(Serialization.unmarshal(
                "{\"container\":{\"image\":\"busybox:1\"},\"queue\":\"gpus\"}", TrainingJobSpec.class));
        return made;
    }

    private void pass(Phase phase) {
        var finished = phase.isTerminal() ? Optional.of(NOW) : Optional.<Instant>empty();
        var started = phase == Phase.Queued ? Optional.<Instant>empty() : Optional.of(NOW);
        var run = new RunRecord(
                uid,
                "vision",
                "bert",
                "research",
                "ada",
                NOW.minus(Duration.ofDays(1)),
                JsonNodeFactory.instance.objectNode().put("queue", "gpus"),
                Optional.empty(),
                Map.of(),
                List.of(),
                true,
                "KubernetesJob",
                phase,
                new Explanation("Why" + phase, "It is " + phase, List.of(), "Do something"),
                new RunRecord.Times(started, finished, Optional.empty()));
        stores.records().save(run, before -> news.changed(before, job, run));
    }

    @Test
    void eachStepIsToldOnceThoughPassesRepeatIt() {
        for (var phase : List.of(
                Phase.Queued,
                Phase.Running,
                Phase.Running,
                Phase.Stalled,
                Phase.Stalled,
                Phase.Running,
                Phase.Preempted,
                Phase.Preempted,
                Phase.Running,
                Phase.Failed,
                Phase.Failed)) {
            pass(phase);
        }

        assertThat(happenings.kinds())
                .containsExactly(
                        HappeningKind.JobStalled,
                        HappeningKind.JobRecovered,
                        HappeningKind.JobPreempted,
                        HappeningKind.JobFailed);
        var failed = happenings.told().get(3);
        assertThat(failed.about())
                .isEqualTo(new Happening.About(
                        "vision", "research", new Happening.Thing("TrainingJob", "bert", uid), "ada", "bert", "gpus"));
        assertThat(failed.words()).isEqualTo(new Happening.Words("WhyFailed", "It is Failed", "Do something"));
        assertThat(happenings.standing("")).isEmpty();
    }

    @Test
    void endOfAStalledJobIsNoRecovery() {
        pass(Phase.Stalled);
        pass(Phase.Lost);

        assertThat(happenings.kinds()).containsExactly(HappeningKind.JobStalled, HappeningKind.JobFailed);
    }

    @Test
    void endIsWordedTheSameWhicheverReplicaTellsIt() {
        pass(Phase.Succeeded);

        assertThat(happenings.told()).extracting(Happening::key).containsExactly("trainingjob/" + uid + "/ended");
    }

    @Test
    void longWaitIsToldOnceWithWhatItWaitsFor() {
        pass(Phase.Queued);
        var mine = 0;
        for (var n = 0; n < 2; n++) {
            stores.waiting().told(Duration.ofHours(1), 1000, run -> news.waits(run.record(), run.queue()));
        }
        for (var told : happenings.told()) {
            mine += told.about().object().uid().equals(uid) ? 1 : 0;
            assertThat(told.kind()).isEqualTo(HappeningKind.JobWaiting);
        }

        assertThat(mine).isEqualTo(1);
    }
}
