package io.kubesphere.ai.kernel.workload.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** What an answer without success means: later, or never. */
final class Refusals {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 1 << 16;

    private Refusals() {}

    /** Throws {@link TryAgain}, or answers the problem that is final. */
    static Problem of(HttpRequest request, HttpResponse<?> answer, InputStream body) throws IOException {
        var status = answer.statusCode();
        var message = "%s (%d for %s %s)"
                .formatted(
                        message(body), status, request.method(), request.uri().getPath());
        if (status >= 500 || status == 429 || status == 408) {
            throw new TryAgain(message, retryAfter(answer));
        }
        return Problem.of(Problem.Code.ofStatus(status), "%s", message);
    }

    /** The message of a Kubernetes Status; anything else is not worth quoting. */
    private static String message(InputStream body) throws IOException {
        try (body) {
            var text =
                    JSON.readTree(body.readNBytes(MOST_BYTES)).path("message").asText();
            return text.isBlank() ? "the service refuses" : text;
        } catch (JsonProcessingException notAStatus) {
            return "the service refuses without saying why";
        }
    }

    /** Seconds only: a date would need the two clocks to agree. */
    private static Optional<Duration> retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,5}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }
}
