package io.kubesphere.ai.kernel.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KubernetesFailuresTest {
    private static Problem problem(int code, String reason, String message) {
        return KubernetesFailures.problem(new KubernetesClientException(new StatusBuilder()
                .withCode(code)
                .withReason(reason)
                .withMessage(message)
                .withNewDetails()
                .withKind("trainingjobs")
                .withName("run")
                .addNewCause("spec.workers", "too many", "FieldValueInvalid")
                .withRetryAfterSeconds(code == 429 ? 7 : 0)
                .endDetails()
                .build()));
    }

    @Test
    void refusalOfTheUsersObjectIsPassedOn() {
        var invalid = problem(422, "Invalid", "workers: too many");

        assertThat(invalid.code()).isEqualTo(Problem.Code.INVALID);
        assertThat(invalid.causes())
                .containsExactly(new Problem.Cause("spec.workers", "FieldValueInvalid", "too many"));
        assertThat(invalid.subject()).contains(new Problem.Subject("trainingjobs", "run"));
        assertThat(problem(409, "AlreadyExists", "x").code()).isEqualTo(Problem.Code.ALREADY_EXISTS);
        assertThat(problem(409, "Conflict", "x").code()).isEqualTo(Problem.Code.CONFLICT);
        assertThat(problem(404, "NotFound", "x").code()).isEqualTo(Problem.Code.NOT_FOUND);
        assertThat(problem(429, "TooManyRequests", "x").retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void ruleAboutTheWholeObjectNamesNoField() {
        var refusal = KubernetesFailures.problem(new KubernetesClientException(new StatusBuilder()
                .withCode(422)
                .withReason("Invalid")
                .withMessage("TrainingJob \"x\" is invalid: <nil>: Invalid value: \"object\": too long a name")
                .withNewDetails()
                .addNewCause("<nil>", "too long a name", "FieldValueInvalid")
                .endDetails()
                .build()));

        assertThat(refusal.getMessage()).doesNotContain("<nil>").contains("too long a name");
        assertThat(refusal.causes()).extracting(Problem.Cause::field).containsExactly("");
    }

    @Test
    void quotaIsTheUsersToSolveButOurOwnMissingRightsAreNot() {
        var quota = problem(403, "Forbidden", "jobs \"x\" is forbidden: exceeded quota: gpus");
        var ours = problem(403, "Forbidden", "User \"system:serviceaccount:ai:platform\" cannot create jobs");

        assertThat(quota.code()).isEqualTo(Problem.Code.FORBIDDEN);
        assertThat(ours.code()).isEqualTo(Problem.Code.INTERNAL);
        assertThat(ours.getMessage()).contains("platform admin");
        assertThat(problem(401, "Unauthorized", "x").code()).isEqualTo(Problem.Code.INTERNAL);
    }

    @Test
    void silenceAndServerErrorsAreUnavailable() {
        var silence = new KubernetesClientException("boom", new IOException("connection refused"));

        assertThat(KubernetesFailures.problem(silence).code()).isEqualTo(Problem.Code.UNAVAILABLE);
        assertThat(problem(503, "ServiceUnavailable", "x").code()).isEqualTo(Problem.Code.UNAVAILABLE);
    }
}
