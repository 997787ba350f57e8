package io.kubesphere.ai.real;

import static io.kubesphere.ai.training.Kapi.JOBS;
import static io.kubesphere.ai.training.Kapi.RUNS;
import static io.kubesphere.ai.training.Kapi.eventually;
import static io.kubesphere.ai.training.Kapi.given;
import static io.kubesphere.ai.training.Kapi.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.testing.NeedsRealCluster;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.Service;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What jobs live through when their pods really run, under each engine as its project installs it. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(InstalledChart.class)
@NeedsRealCluster(nodes = true)
class JobsOnRealNodeTest {
    private static final String MEETING =
            """
            import json, os, socket, time, urllib.request
            rank, size = int(os.environ['AIP_RANK']), int(os.environ['AIP_WORLD_SIZE'])
            place = (os.environ['MASTER_ADDR'], int(os.environ['MASTER_PORT']))
            if rank > 0:
                while True:
                    try:
                        with socket.create_connection(place, timeout=5) as peer: peer.sendall(b'rank %d' % rank)
                        break
                    except OSError: time.sleep(0.2)
                print('rank', rank, 'has spoken')
            else:
                with socket.create_server(('', place[1])) as door:
                    for each in range(size - 1): print('rank 0 heard', door.accept()[0].recv(100).decode())
                metric = {'run_id': os.environ['MLFLOW_RUN_ID'], 'key': 'loss', 'value': 0.25, 'timestamp': int(time.time() * 1000), 'step': 1}
                request = urllib.request.Request(os.environ['MLFLOW_TRACKING_URI'] + '/api/2.0/mlflow/runs/log-metric',
                    json.dumps(metric).encode(), {'Content-Type': 'application/json', 'Authorization': 'Bearer ' + os.environ['MLFLOW_TRACKING_TOKEN']})
                print('metric taken', urllib.request.urlopen(request).status)
                with open(os.environ['AIP_OUTPUT_MODEL'] + '/weights.txt', 'w') as file: file.write('0.5')
            """;

    KubernetesClient admin;

    @BeforeEach
    void awaitRecords() {
        Service.awaitMigration();
    }

    @ParameterizedTest
    @ValueSource(strings = {"KubernetesJob", "KubeflowTrainer"})
    void twoWorkersMeetReportAndLeaveAnOutputALogAndARecord(String engine) {
        var name = RealJobs.name("meeting");
        RealJobs.submitted(
                name,
                RealJobs.spec(
                        RealJobs.python(MEETING),
                        2,
                        "\"engine\":\"" + engine + "\"",
                        "\"outputs\":[{\"name\":\"model\"}]"));

        assertThat(RealJobs.told(RealJobs.awaitEnd(name))).startsWith("Succeeded (Completed)");

        given().get(JOBS + "/" + name)
                .then()
                .body("status.engineObject.engine", equalTo(engine))
                .body("status.workers.succeeded", equalTo(2))
                .body("status.outputs.name", contains("model"));
        eventually(() -> given().get(JOBS + "/" + name + "/logs?limit=100")
                .then()
                .body(containsString("rank 0 heard rank 1"))
                .body(containsString("rank 1 has spoken"))
                .body(containsString("metric taken 200")));
        given().get(JOBS + "/" + name + "/metrics").then().body("series.key", contains("loss"));
        RealJobs.delete(name);
        given().get(RUNS + "/" + name)
                .then()
                .body("phase", equalTo("Succeeded"))
                .body("times.startedAt", notNullValue())
                .body("times.finishedAt", notNullValue());
        given().get(RUNS + "/" + name + "/outputs").then().body("items.digest", contains(startsWith("sha256:")));
        eventually(() -> assertThat(admin.pods().inNamespace("vision").list().getItems())
                .noneMatch(pod -> pod.getMetadata().getName().startsWith(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KubernetesJob", "KubeflowTrainer"})
    void stoppedJobGivesItsPodsBackAndGoesOnWhenItIsResumed(String engine) {
        var name = RealJobs.name("stopping");
        RealJobs.submitted(name, RealJobs.spec(RealJobs.patient(), 1, "\"engine\":\"" + engine + "\""));
        RealJobs.await(name, "WorkersRunning");
        var pods = new RealPods(admin, "vision");
        var first = pods.awaitOne(Labels.RUN, name);

        post(JOBS + "/" + name + "/stop", "").then().statusCode(200);
        RealJobs.await(name, "PausedByUser");
        eventually(() -> assertThat(admin.resource(first).get()).isNull());
        post(JOBS + "/" + name + "/resume", "").then().statusCode(200);
        RealJobs.await(name, "WorkersRunning");
        pods.succeed(pods.awaitOne(Labels.RUN, name));

        assertThat(RealJobs.told(RealJobs.awaitEnd(name))).startsWith("Succeeded (Completed)");
    }

    @Test
    void rerunGoesTheSameWayAndAJobGoesWhenItsTimeToLiveIsOver() {
        var name = RealJobs.name("short");
        RealJobs.submitted(name, RealJobs.spec(RealJobs.python("print('done')"), 1, "\"ttlSecondsAfterFinished\":1"));

        eventually(() -> given().get(JOBS + "/" + name).then().statusCode(404));
        given().get(RUNS + "/" + name).then().body("phase", equalTo("Succeeded"));

        var again =
                post(JOBS + "/" + name + "/rerun", "{}").then().statusCode(201).extract();
        String second = again.path("metadata.name");
        eventually(() -> given().get(RUNS + "/" + second).then().body("phase", equalTo("Succeeded")));
    }
}
