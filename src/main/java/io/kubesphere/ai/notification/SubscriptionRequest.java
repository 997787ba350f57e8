package io.kubesphere.ai.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kubesphere.ai.kernel.kapi.Names;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A subscription as it is made or changed. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SubscriptionRequest(
        @Schema(description = "A name of its own in the project.", example = "team-chat")
                @NotNull
                @Size(min = 1, max = 63)
                @Pattern(
                        regexp = Names.LABEL,
                        message =
                                "must be lower-case letters, digits and '-', and start and end with a letter or digit (RFC 1123)")
                String name,
        @Schema(description = "What is told.") @NotNull @Size(min = 1, max = 16) List<@NotNull HappeningKind> kinds,
        @Schema(description = "Whose is told; absent means everything of the project.") @Valid FilterRequest filter,
        @Schema(description = "Where it is sent; required for a new one, absent in a change means as before.") @Valid
                Target target,
        @Schema(description = "Whether nothing is sent at the moment.") Boolean paused) {
    public SubscriptionRequest {
        paused = Boolean.TRUE.equals(paused);
    }

    public Subscription.Filter wantedFilter() {
        return filter == null ? Subscription.Filter.NONE : filter.filter();
    }

    public Optional<Target> wantedTarget() {
        return Optional.ofNullable(target);
    }

    /** Comparisons; what is absent is not compared. */
    public record FilterRequest(
            @Schema(description = "User who made the object.") @Size(max = 253) String owner,
            @Schema(description = "Application that it belongs to.") @Size(max = 253) String application,
            @Schema(description = "Kueue LocalQueue that it waits in.") @Size(max = 253) String queue) {
        Subscription.Filter filter() {
            return new Subscription.Filter(text(owner), text(application), text(queue));
        }
    }

    /** An address with its secrets, replaced as a whole so that no secret ever goes to another address. */
    public record Target(
            @Schema(
                            description =
                                    "Address that takes a POST; public, or allowed by the platform admin. Never shown.",
                            example = "https://hooks.example.org/ai")
                    @NotNull
                    @Size(min = 1, max = 2048)
                    String url,
            @Schema(description = "What requests are signed with (HMAC-SHA256). Never shown.") @Size(max = 1024)
                    String secret,
            @Schema(description = "Value of the Authorization header; over https only. Never shown.") @Size(max = 4096)
                    String authorization) {
        public Target {
            secret = text(secret);
            authorization = text(authorization);
        }
    }

    private static String text(String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
