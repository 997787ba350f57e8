package io.kubesphere.ai.dataset.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;

/** A directory of a volume that pods of the project mount; only ever read. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "self.claim == oldSelf.claim && has(self.path) == has(oldSelf.path)"
                + " && (!has(self.path) || self.path == oldSelf.path)",
        message = "where a dataset has its files never changes; make another dataset")
public record VolumeDirectory(
        @JsonPropertyDescription("PersistentVolumeClaim of this project.")
                @Required
                @Size(min = 1, max = 253)
                @Pattern("^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$")
                String claim,
        @JsonPropertyDescription("Directory of the volume, relative and without '..'; absent means all of it.")
                @Size(min = 1, max = 1024)
                @Pattern(VolumeDirectory.RELATIVE)
                String path) {
    /** A part is neither empty nor {@code .} nor {@code ..}. */
    private static final String PART = "([^/.][^/]*|\\.[^/.][^/]*|\\.\\.[^/]+)";

    static final String RELATIVE = "^" + PART + "(/" + PART + ")*$";

    /** Empty for the whole volume. */
    public String directory() {
        return Objects.requireNonNullElse(path, "");
    }
}
