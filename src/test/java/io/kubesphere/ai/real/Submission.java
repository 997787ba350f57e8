package io.kubesphere.ai.real;

import static io.kubesphere.ai.training.Kapi.ALGORITHMS;
import static io.kubesphere.ai.training.Kapi.job;
import static io.kubesphere.ai.training.Kapi.post;
import static io.kubesphere.ai.training.Kapi.running;
import static io.kubesphere.ai.training.Kapi.submit;

import io.restassured.response.Response;

/** Jobs of an algorithm that promises no output, since the pods' part is played. */
final class Submission {
    private static final String VERSION =
            """
            {"versions": [{"name": "v1", "source": {"image": "trainer:1"}, "command": ["train"],
             "parameters": [{"name": "rate", "type": "float", "default": 0.1}]}]}
            """;

    private Submission() {}

    static void algorithm(String name) {
        post(ALGORITHMS, job(name, VERSION)).then().statusCode(201);
    }

    static Response of(String job, String algorithm) {
        return submit(job, running(algorithm, "{\"rate\":0.5}"));
    }
}
