package io.kubesphere.ai.real;

import static io.kubesphere.ai.training.Kapi.ALGORITHMS;
import static io.kubesphere.ai.training.Kapi.job;
import static io.kubesphere.ai.training.Kapi.post;
import static io.kubesphere.ai.training.Kapi.running;
import static io.kubesphere.ai.training.Kapi.submit;

import io.restassured.response.Response;

/** Jobs of Kubernetes' own kind, of an algorithm that promises no output and ends when {@link RealPods} says so. */
final class Submission {
    private static final String VERSION =
            """
            {"versions": [{"name": "v1", "source": {"image": "%s"},
             "command": ["python3", "-c", "import os, time\\nwhile not os.path.exists('%s'): time.sleep(0.1)"],
             "resources": {"cpu": "10m", "memory": "32Mi"},
             "parameters": [{"name": "rate", "type": "float", "default": 0.1}]}]}
            """
                    .formatted(Images.PYTHON, RealPods.END);

    private Submission() {}

    static void algorithm(String name) {
        post(ALGORITHMS, job(name, VERSION)).then().statusCode(201);
    }

    static Response of(String job, String algorithm) {
        var spec = running(algorithm, "{\"rate\":0.5}").replaceFirst("}$", ",\"engine\":\"KubernetesJob\"}");
        return submit(job, spec);
    }
}
