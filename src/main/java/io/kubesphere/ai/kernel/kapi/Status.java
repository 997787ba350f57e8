package io.kubesphere.ai.kernel.kapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A problem as it goes over the wire: Kubernetes {@code meta/v1 Status}, which kubectl and the console both read. */
@JsonPropertyOrder({"kind", "apiVersion", "metadata", "status", "message", "reason", "details", "code"})
@Schema(description = "Kubernetes meta/v1 Status; every error of this API has this shape.")
public record Status(
        @Schema(examples = "Status") String kind,
        @Schema(examples = "v1") String apiVersion,
        Map<String, String> metadata,
        @Schema(examples = "Failure") String status,
        @Schema(description = "One sentence a person can act on.") String message,
        @Schema(description = "Kubernetes StatusReason.", examples = "Invalid") String reason,
        Details details,
        @Schema(description = "The HTTP status code.", examples = "422") int code) {

    /** What the problem is about, and which fields are wrong. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "StatusDetails")
    public record Details(
            String name,
            String group,
            @Schema(description = "Plural of the resource, as in the path.") String kind,
            List<Cause> causes,
            @Schema(description = "Seconds after which to ask again.") OptionalLong retryAfterSeconds) {}

    /** One wrong field. */
    @Schema(name = "StatusCause")
    public record Cause(
            @Schema(description = "Kubernetes CauseType.", examples = "FieldValueInvalid") String reason,
            String message,
            @Schema(description = "Path of the field.", examples = "spec.workers.replicas") String field) {}

    public static Status of(Problem problem) {
        var subject = problem.subject();
        var causes = problem.causes().stream()
                .map(cause -> new Cause(cause.reason(), cause.message(), cause.field()))
                .toList();
        var wait = problem.retryAfter().map(after -> OptionalLong.of(Math.max(1, after.toSeconds())));
        var details = new Details(
                subject.map(Problem.Subject::name).orElse(""),
                subject.isPresent() ? KapiPaths.GROUP : "",
                subject.map(Problem.Subject::kind).orElse(""),
                causes,
                wait.orElse(OptionalLong.empty()));
        var code = problem.code();
        return new Status(
                "Status", "v1", Map.of(), "Failure", problem.getMessage(), code.reason(), details, code.status());
    }
}
