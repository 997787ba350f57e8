package io.kubesphere.ai.real;

import static io.kubesphere.ai.training.Kapi.JOBS;
import static io.kubesphere.ai.training.Kapi.RUNS;
import static io.kubesphere.ai.training.Kapi.eventually;
import static io.kubesphere.ai.training.Kapi.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.testing.NeedsRealCluster;
import java.io.IOException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The service is killed by SIGKILL while its jobs run: a row of the guide's table. */
@Tag("service-process")
@NeedsRealCluster(nodes = true)
class KilledServiceTest {
    private static final int STEPS = 60;

    /** Reports as MLflow's client does: again until it is taken. */
    private static final String TRAINING =
            """
            import json, os, time, urllib.request
            address = os.environ['MLFLOW_TRACKING_URI'] + '/api/2.0/mlflow/runs/log-metric'
            headers = {'Content-Type': 'application/json', 'Authorization': 'Bearer ' + os.environ['MLFLOW_TRACKING_TOKEN']}
            for step in range(STEPS):
                metric = {'run_id': os.environ['MLFLOW_RUN_ID'], 'key': 'loss', 'value': 1 / (step + 1), 'timestamp': int(time.time() * 1000), 'step': step}
                print('step', step, 'is done')
                while True:
                    try:
                        urllib.request.urlopen(urllib.request.Request(address, json.dumps(metric).encode(), headers), timeout=5)
                        break
                    except OSError: time.sleep(0.5)
                time.sleep(0.2)
            with open(os.environ['AIP_OUTPUT_MODEL'] + '/weights.txt', 'w') as file: file.write('0.5')
            """
                    .replace("STEPS", Integer.toString(STEPS));

    private InstalledService service;

    @BeforeEach
    void install() throws IOException {
        service = new InstalledService();
        service.start();
    }

    @AfterEach
    void end() {
        service.close();
    }

    @Test
    void jobsRunOnAndNothingOfThemIsLost() throws Exception {
        var training = RealJobs.name("killed");
        var waiting = RealJobs.name("killed");
        RealJobs.submitted(training, RealJobs.spec(RealJobs.python(TRAINING), 1, "\"outputs\":[{\"name\":\"model\"}]"));
        eventually(() ->
                given().get(JOBS + "/" + training + "/logs?limit=1000").then().body(containsString("step 10 is done")));
        RealJobs.submitted(waiting, RealJobs.spec(RealJobs.patient(), 1));

        service.kill();
        service.start();

        RealJobs.await(waiting, "WorkersRunning");
        var pods = new RealPods(service.admin(), "vision");
        pods.succeed(pods.awaitOne(Labels.RUN, waiting));
        assertThat(RealJobs.told(RealJobs.awaitEnd(waiting))).startsWith("Succeeded (Completed)");
        var told = RealJobs.told(RealJobs.awaitEnd(training));
        assertThat(told).startsWith("Succeeded (Completed)");
        assertThatAllOfItIsThere(training);
        GuideTable.FAULTS.row(
                "the platform's service is killed and started again",
                "no answer for the seconds that it is away; then " + told,
                "nothing: programs run on, and every line, metric and output is there");
    }

    private static void assertThatAllOfItIsThere(String name) {
        eventually(() -> assertThat(Pattern.compile("step \\d+ is done")
                        .matcher(given().get(JOBS + "/" + name + "/logs?limit=1000")
                                .asString())
                        .results()
                        .map(MatchResult::group))
                .containsExactlyElementsOf(IntStream.range(0, STEPS)
                        .mapToObj(step -> "step " + step + " is done")
                        .toList()));
        given().get(JOBS + "/" + name + "/metrics?keys=loss&points=1000")
                .then()
                .body("series[0].total", equalTo(STEPS));
        given().get(RUNS + "/" + name).then().body("phase", equalTo("Succeeded"));
        given().get(RUNS + "/" + name + "/outputs").then().body("items[0].digest", startsWith("sha256:"));
    }
}
