package io.kubesphere.ai.real;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Many training jobs, made as custom resources and not through us. */
record Population(KubernetesClient client) {
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final int WRITERS = 16;
    private static final String PATH = "/apis/ai.kubesphere.io/v1alpha1/namespaces/vision/trainingjobs";
    /** Nothing in it writes a log, and it must not stall before the last one runs. */
    private static final String JOB =
            """
            {"apiVersion": "ai.kubesphere.io/v1alpha1", "kind": "TrainingJob", "metadata": {"name": "%s"}, "spec":
             {"engine": "KubernetesJob", "stallAfterSeconds": 604800, "container": {"image": "busybox:1", "command": ["sleep", "1000000"]},
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
            object("finished-" + number).subresource("status").patch(MERGE, END);
        });
    }

    /** The name of the job that has the mark now. */
    String marked(int number, int mark) {
        var name = "live-" + number;
        object(name).patch(MERGE, "{\"metadata\":{\"annotations\":{\"sample\":\"" + mark + "\"}}}");
        return name;
    }

    private Resource<GenericKubernetesResource> object(String name) {
        return client.genericKubernetesResources("ai.kubesphere.io/v1alpha1", "TrainingJob")
                .inNamespace("vision")
                .withName(name);
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
