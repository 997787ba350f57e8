package io.kubesphere.ai.algorithm.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.kubesphere.ai.algorithm.VersionSpec;
import java.util.List;
import java.util.Objects;

/** What the owner of an algorithm wants. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "oldSelf.versions.all(old, self.versions.exists(v, v.name == old.name))",
        message = "a published version cannot be removed; deprecate it",
        reason = "FieldValueForbidden",
        fieldPath = ".versions")
public record AlgorithmSpec(
        @JsonPropertyDescription("Name for people.") @Size(max = 256) String title,
        @JsonPropertyDescription("What it is for, as Markdown.") @Size(max = 16384) String description,
        @JsonPropertyDescription(
                        "Who may see and run it: its project, all projects of the workspace, or everybody (only in"
                                + " projects of the system workspace).")
                @Default("Project")
                Sharing sharing,
        @JsonPropertyDescription("Published versions; the last one is the newest.") @Required @Size(min = 1, max = 64)
                List<VersionSpec> versions) {
    public AlgorithmSpec {
        sharing = Objects.requireNonNullElse(sharing, Sharing.Project);
        versions = Objects.requireNonNullElse(versions, List.of());
    }
}
