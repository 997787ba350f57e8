package io.kubesphere.ai.training.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.testing.MigratedDatabase;
import io.kubesphere.ai.training.InputUse;
import io.kubesphere.ai.training.OutputRecord;
import io.kubesphere.ai.training.RecordedRun;
import io.kubesphere.ai.training.store.TrackingStores;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JobResolverTest {
    private static final String DATA = "inputs: [{name: data, dataset: {name: cats, version: v1}}]";

    @Test
    void algorithmGivesWhatTheJobLeavesOut() {
        var job = Jobs.resolved(
                Jobs.job("a", "{algorithm: {name: scorer, version: v1}, parameters: {rate: 0.5}, " + DATA + "}"));

        assertThat(job.parameters().keySet()).containsExactly("epochs", "rate");
        assertThat(job.parameters().get("epochs").asInt()).isEqualTo(10);
        assertThat(job.replicas()).isEqualTo(2);
        assertThat(job.resources().cpus()).contains(new Quantity("2"));
        assertThat(job.program().image()).isEqualTo("trainer:1");
        assertThat(job.outputs())
                .containsExactly(new ResolvedJob.Output("model", true), new ResolvedJob.Output("report", false));
        assertThat(job.inputs())
                .containsExactly(new InputUse("data", "dataset vision/cats:v1", "space-1", "sha256:c1"));
    }

    @Test
    void jobOverridesOnlyWhatItSays() {
        var job = Jobs.resolved(Jobs.job(
                "a",
                "{algorithm: {name: scorer, version: v1}, parameters: {rate: 0.5, epochs: 3}, " + DATA
                        + ", workers: {replicas: 5, resources: {memory: 8Gi}}}"));

        assertThat(job.parameters().get("epochs").asInt()).isEqualTo(3);
        assertThat(job.replicas()).isEqualTo(5);
        assertThat(job.resources().bytes()).contains(new Quantity("8Gi"));
        assertThat(job.resources().cpus()).contains(new Quantity("2"));
    }

    @Test
    void containerTakesItsParametersAsTheyAre() {
        var job = Jobs.resolved(
                Jobs.job("a", "{container: {image: 'busybox:1', args: [x]}, parameters: {a: 1, b: two, c: true}}"));

        assertThat(job.algorithm()).isEmpty();
        assertThat(job.parameters().values()).extracting(JsonNode::asText).containsExactly("1", "two", "true");
        assertThat(job.replicas()).isEqualTo(1);
        assertThat(job.program().args()).containsExactly("x");
    }

    @Test
    void faultsOfTheJobAndWhatIsMissingAreToldApart() {
        var resolution = Jobs.resolver()
                .resolve(Jobs.job(
                        "a",
                        "{algorithm: {name: scorer, version: v1}, parameters: {epochs: 0},"
                                + " inputs: [{name: data, dataset: {name: dogs, version: v1}}]}"));

        assertThat(resolution.job()).isEmpty();
        assertThat(resolution.faults())
                .extracting(Problem.Cause::field)
                .containsExactly("spec.parameters.epochs", "spec.parameters.rate");
        assertThat(resolution.missing())
                .extracting(Problem.Cause::field, Problem.Cause::reason)
                .containsExactly(tuple("spec.inputs[0].dataset", "FieldValueNotFound"));
        assertThat(resolution.causes()).hasSize(3);
    }

    @Test
    void outputOfAnotherJobIsReadByItsDigest() {
        var earlier = RecordedRun.in(MigratedDatabase.jdbi(), "vision", "earlier-resolved");
        TrackingStores.open()
                .records()
                .stored(earlier.uid().toString(), new OutputRecord("model", "sha256:m1", 1, 5, Instant.EPOCH));

        var found = Jobs.resolved(Jobs.job(
                "a", "{container: {image: a}, inputs: [{name: model, output: {job: earlier-resolved, name: model}}]}"));

        assertThat(found.inputs())
                .containsExactly(new InputUse("model", "output earlier-resolved/model", "vision", "sha256:m1"));
        assertThat(Jobs.resolver()
                        .resolve(Jobs.job(
                                "a",
                                "{container: {image: a},"
                                        + " inputs: [{name: m, output: {job: earlier-resolved, name: other}}]}"))
                        .missing())
                .extracting(Problem.Cause::field)
                .containsExactly("spec.inputs[0].output");
    }
}
