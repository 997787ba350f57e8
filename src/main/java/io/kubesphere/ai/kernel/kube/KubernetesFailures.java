package io.kubesphere.ai.kernel.kube;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the API server's refusal means to the person who asked us. */
public final class KubernetesFailures {
    /** How the API server's Go prints the path of a rule about the whole object. */
    private static final String ROOT = "<nil>";

    private KubernetesFailures() {}

    /** The API server's own words where the caller can act on them; an explanation where only an admin can. */
    public static Problem problem(KubernetesClientException exception) {
        var message = message(exception);
        var problem =
                switch (exception.getCode()) {
                    case 400, 404, 409, 410, 413, 422, 429 -> Problem.of(code(exception), "%s", message);
                    case 403 -> forbidden(message);
                    case 401 ->
                        Problem.of(
                                Problem.Code.INTERNAL,
                                "the API server does not know the platform's own account; ask the platform admin");
                    default -> Problem.of(Problem.Code.UNAVAILABLE, "the API server does not answer; try again");
                };
        return detailed(problem, exception).because(exception);
    }

    /** Quota is the caller's to solve. Everything else that is forbidden is a right that our account lacks. */
    private static Problem forbidden(String message) {
        return message.contains("exceeded quota") || message.contains("denied the request")
                ? Problem.of(Problem.Code.FORBIDDEN, "%s", message)
                : Problem.of(
                        Problem.Code.INTERNAL,
                        "the platform's own account lacks a right in this cluster; ask the platform admin: %s",
                        message);
    }

    private static Problem.Code code(KubernetesClientException exception) {
        return exception.getCode() == 409 && reason(exception).equals("AlreadyExists")
                ? Problem.Code.ALREADY_EXISTS
                : exception.getCode() == 409 ? Problem.Code.CONFLICT : Problem.Code.ofStatus(exception.getCode());
    }

    private static Problem detailed(Problem problem, KubernetesClientException exception) {
        var details = status(exception).flatMap(status -> Optional.ofNullable(status.getDetails()));
        var detailed = problem.with(details.map(KubernetesFailures::causes).orElse(List.of()));
        var wait = details.map(StatusDetails::getRetryAfterSeconds).filter(seconds -> seconds > 0);
        if (wait.isPresent()) {
            detailed = detailed.retryAfter(Duration.ofSeconds(wait.get()));
        }
        var name = details.map(StatusDetails::getName).orElse("");
        var kind = details.map(StatusDetails::getKind).orElse("");
        return name.isEmpty() || kind.isEmpty() ? detailed : detailed.about(kind, name);
    }

    private static List<Problem.Cause> causes(StatusDetails details) {
        return details.getCauses().stream().map(KubernetesFailures::cause).toList();
    }

    private static Problem.Cause cause(StatusCause cause) {
        return new Problem.Cause(
                Objects.requireNonNullElse(cause.getField(), "").replace(ROOT, ""),
                Objects.requireNonNullElse(cause.getReason(), "FieldValueInvalid"),
                Objects.requireNonNullElse(cause.getMessage(), ""));
    }

    private static String message(KubernetesClientException exception) {
        return status(exception)
                .flatMap(status -> Optional.ofNullable(status.getMessage()))
                .or(() -> Optional.ofNullable(exception.getMessage()))
                .map(said -> said.replace(ROOT + ": ", ""))
                .orElse("the API server refused");
    }

    private static String reason(KubernetesClientException exception) {
        return status(exception)
                .flatMap(status -> Optional.ofNullable(status.getReason()))
                .orElse("");
    }

    private static Optional<Status> status(KubernetesClientException exception) {
        return Optional.ofNullable(exception.getStatus());
    }
}
