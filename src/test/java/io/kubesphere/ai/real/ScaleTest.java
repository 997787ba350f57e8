package io.kubesphere.ai.real;

import static io.kubesphere.ai.training.Kapi.JOBS;
import static io.kubesphere.ai.training.Kapi.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.testing.NeedsRealCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the service costs where many jobs live, on nodes that KWOK plays: {@code bench/scale} runs it and keeps what it
 * writes.
 */
@Tag("scale")
@NeedsRealCluster
class ScaleTest {
    private static final int LIVE = Integer.getInteger("scale.live", 15_000);
    private static final int FINISHED = Integer.getInteger("scale.finished", 50_000);
    private static final int SAMPLES = 200;
    private static final Path RESULT = Path.of("target", "scale.txt");
    private static final Duration PATIENCE = Duration.ofHours(2);

    private final List<String> result = new ArrayList<>();
    private InstalledService service;
    private Population population;

    @BeforeEach
    void install() throws IOException {
        // KWOK serves no logs: every stream would be asked for again and again.
        service = new InstalledService(Map.of("aip.logs.collect", "false"));
        population = new Population(service.admin());
        service.start();
    }

    @AfterEach
    void end() {
        service.close();
    }

    @Test
    void liveAndFinishedJobsAreServedInBoundedMemory() throws IOException {
        var nodes = service.admin().nodes().list().getItems().size();
        note("nodes that KWOK plays: %d; no logs, which it has none of", nodes);
        memory("idle");
        live();
        freshness();
        lists("list of live jobs, a sorted page of 50");
        finished();
        lists("list of live and finished jobs, a sorted page of 50");
    }

    private void live() throws IOException {
        var start = RealCluster.auditEnd();
        var begin = System.nanoTime();
        population.live(LIVE);
        note("custom resources made: %.0f a second", LIVE / seconds(begin));

        awaitCount("&fieldSelector=status.phase=Running", LIVE);

        note("from custom resource to running pod, %d jobs: %.0f a second", LIVE, LIVE / seconds(begin));
        note(
                "API calls of the service, each job: %.1f",
                RealCluster.calls(InstalledChart.ACCOUNT, start).size() / (double) LIVE);
        memory("at " + LIVE + " live jobs");
    }

    /** From the API server's answer until our own list shows the change. */
    private void freshness() throws IOException {
        var times = IntStream.range(0, SAMPLES)
                .mapToObj(sample -> {
                    var name = population.marked(sample * (LIVE / SAMPLES), sample);
                    var begin = System.nanoTime();
                    Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> String.valueOf(sample)
                            .equals(given().get(JOBS + "/" + name)
                                    .jsonPath()
                                    .getString("metadata.annotations.sample")));
                    return System.nanoTime() - begin;
                })
                .sorted()
                .toList();
        note("change of a custom resource until we show it: %s", quantiles(times));
    }

    private void lists(String what) throws IOException {
        var times = IntStream.range(0, SAMPLES)
                .mapToObj(sample -> {
                    var begin = System.nanoTime();
                    assertThat(given().get(JOBS + "?limit=50&sortBy=createTime&page=" + (1 + sample))
                                    .statusCode())
                            .isEqualTo(200);
                    return System.nanoTime() - begin;
                })
                .sorted()
                .toList();
        note("%s: %s", what, quantiles(times));
    }

    /** They come while the service is away, since it would end none of them by itself. */
    private void finished() throws IOException {
        service.kill();
        population.finished(FINISHED);
        var begin = System.nanoTime();

        service.start();

        awaitCount("", LIVE + FINISHED);
        note("start at %d live and %d finished jobs: %.1f s", LIVE, FINISHED, seconds(begin));
        awaitCount("&fieldSelector=status.phase=Running", LIVE);
        memory("then");
    }

    private void memory(String when) throws IOException {
        note(
                "memory of the service %s: %d MiB resident, %d MiB of heap needed",
                when, service.memory(), service.liveHeap());
    }

    private static void awaitCount(String filter, int count) {
        Awaitility.await(count + " jobs " + filter)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> given().get(JOBS + "?limit=1" + filter).jsonPath().getInt("totalItems") == count);
    }

    /** Kept at once: what has been measured in an hour must not be lost with what comes after. */
    private void note(String format, Object... values) throws IOException {
        result.add(String.format(Locale.ROOT, format, values));
        Files.write(RESULT, result);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static String quantiles(List<Long> sorted) {
        return String.format(
                Locale.ROOT,
                "p50 %.0f ms, p95 %.0f ms, most %.0f ms",
                sorted.get(sorted.size() / 2) / 1e6,
                sorted.get(sorted.size() * 95 / 100) / 1e6,
                sorted.get(sorted.size() - 1) / 1e6);
    }
}
