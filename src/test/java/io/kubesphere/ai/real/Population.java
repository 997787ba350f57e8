package io.kubesphere.ai.real;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Many training jobs, made as custom resources and not through us. */
record Population(KubernetesClient client) {
    private static final int WRITERS = 16;
    private static final String PATH = "/apis/ai.kubesphere.io/v1alpha1/namespaces/vision/trainingjobs";
    private static final String JOB =
            """
            {"apiVersion": "ai.kubesphere.io/v1alpha1", "kind": "TrainingJob", "metadata": {"name": "%s"}, "spec":
             {"engine": "KubernetesJob", "container": {"image": "busybox:1", "command": ["sleep", "1000000"]},
              "workers": {"resources": {"cpu": "10m", "memory": "16Mi"}}}}
            """;
    private static final String END =
            """
            {"status": {"observedGeneration": 1, "phase": "Succeeded", "reason": "Completed", "message": "All workers ended well",
             "startTime": "2026-01-31T08:00:00Z", "completionTime": "2026-01-31T09:00:00Z"}}
            """;

    /** One worker each, which runs until the job is deleted. */
    void live(int count) {
        each(count, number -> client.raw(PATH, "POST", JOB.formatted("live-" + number)));
    }

    void finished(int count) {
        each(count, number -> {
            client.raw(PATH, "POST", JOB.formatted("finished-" + number));
            client.raw(PATH + "/finished-" + number + "/status", "PATCH", END);
        });
    }

    /** The name of the job that has the mark now. */
    String marked(int number, int mark) {
        var name = "live-" + number;
        client.raw(PATH + "/" + name, "PATCH", "{\"metadata\":{\"annotations\":{\"sample\":\"" + mark + "\"}}}");
        return name;
    }

    private static void each(int count, IntConsumer write) {
        var writers = new ForkJoinPool(WRITERS);
        try {
            writers.submit(() -> IntStream.range(0, count).parallel().forEach(write))
                    .get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        } finally {
            writers.shutdown();
        }
    }
}
