package io.kubesphere.ai.training.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Optional;

/** An environment variable of the user's program. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "!(has(self.value) && has(self.secret))", message = "give a value or a secret, not both")
public record Variable(
        @JsonPropertyDescription("Name; AIP_, MLFLOW_ and the rendezvous variables belong to the platform.")
                @Required
                @Pattern("^[A-Za-z_][A-Za-z0-9_]*$")
                @Size(min = 1, max = 253)
                String name,
        @JsonPropertyDescription("Value.") @Size(max = 4096) String value,
        @JsonPropertyDescription("Key of a Secret in the job's project.") SecretKey secret) {

    /** Where a secret value lies. */
    public record SecretKey(
            @JsonPropertyDescription("Name of the Secret.") @Required @Size(min = 1, max = 253) String name,
            @JsonPropertyDescription("Key in it.") @Required @Size(min = 1, max = 253) String key) {}

    public Optional<SecretKey> fromSecret() {
        return Optional.ofNullable(secret);
    }
}
