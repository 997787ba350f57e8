package io.kubesphere.ai.dataset.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Objects;

/** Who besides its own project may read a dataset. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "(self.scope == 'Projects') == (has(self.projects) && size(self.projects) > 0)",
        message = "projects are listed with scope Projects, and only then",
        fieldPath = ".projects")
public record Sharing(
        @JsonPropertyDescription(
                        "Who may read it: its project, the listed projects, all projects of the workspace, or everybody"
                                + " (only in projects of the system workspace).")
                @Default("Project")
                SharingScope scope,
        @JsonPropertyDescription("Projects that may read it, with scope Projects.") @Size(max = 256)
                List<@Size(max = 63) String> projects) {
    public static final Sharing PROJECT = new Sharing(SharingScope.Project, List.of());

    public Sharing {
        scope = Objects.requireNonNullElse(scope, SharingScope.Project);
        projects = Objects.requireNonNullElse(projects, List.of());
    }
}
