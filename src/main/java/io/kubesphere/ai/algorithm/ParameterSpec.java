package io.kubesphere.ai.algorithm;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One parameter of an algorithm: enough to make a form and to refuse a wrong value. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "self.type != 'enum' || (has(self.values) && size(self.values) > 0)",
        message = "an enum lists its values",
        fieldPath = ".values")
@ValidationRule(
        value = "self.type in ['int', 'float'] || (!has(self.minimum) && !has(self.maximum))",
        message = "only numbers have a range")
@ValidationRule(
        value = "!has(self.minimum) || !has(self.maximum) || self.minimum <= self.maximum",
        message = "must not be below the minimum",
        fieldPath = ".maximum")
public record ParameterSpec(
        @JsonPropertyDescription("Name; the program finds it in AIP_PARAMS and as AIP_PARAM_<NAME>.")
                @Required
                @Pattern("^[A-Za-z_][A-Za-z0-9_]*$")
                @Size(min = 1, max = 63)
                String name,
        @JsonPropertyDescription("Type of the value.") @Required ParameterType type,
        @JsonPropertyDescription("What it does, for the person who fills in the form.") @Size(max = 1024)
                String description,
        @JsonProperty("default") @JsonPropertyDescription("Value when none is given.") JsonNode preset,
        @JsonPropertyDescription("Least value of a number.") Double minimum,
        @JsonPropertyDescription("Greatest value of a number.") Double maximum,
        @JsonPropertyDescription("Possible values of an enum.") @Size(max = 100) List<@Size(max = 256) String> values,
        @JsonPropertyDescription("Whether a job must give a value.") @Default("false") Boolean required) {

    public ParameterSpec {
        values = Objects.requireNonNullElse(values, List.of());
        required = Boolean.TRUE.equals(required);
    }

    /** The value when none is given. */
    public Optional<JsonNode> defaultValue() {
        return Optional.ofNullable(preset).filter(value -> !value.isNull());
    }
}
