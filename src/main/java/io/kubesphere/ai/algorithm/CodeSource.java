package io.kubesphere.ai.algorithm;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Optional;

/** What runs: an image, optionally with code that is put into it at start. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "!(has(self.git) && has(self.archive))", message = "give code from git or an archive, not both")
public record CodeSource(
        @JsonPropertyDescription("Container image; name it by digest to run the same bits for ever.")
                @Required
                @Size(min = 1, max = 512)
                String image,
        @JsonPropertyDescription("Code from a Git repository.") Git git,
        @JsonPropertyDescription("Code from an uploaded archive.") Archive archive) {

    /** One commit of a repository. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Git(
            @JsonPropertyDescription("Where to clone from, by HTTPS.")
                    @Required
                    @Pattern("^https?://[^\\s]+$")
                    @Size(min = 1, max = 2048)
                    String url,
            @JsonPropertyDescription("Full commit id; a branch could change.")
                    @Required
                    @Pattern("^[0-9a-f]{40}([0-9a-f]{24})?$")
                    @Size(max = 64)
                    String commit,
            @JsonPropertyDescription(
                            "Secret of the job's project with keys username and password; absent for public ones.")
                    @Size(max = 253)
                    String secret) {
        public Optional<String> secretName() {
            return Optional.ofNullable(secret).filter(name -> !name.isEmpty());
        }
    }

    /** A zip or tar file that was uploaded to the algorithm's project. */
    public record Archive(
            @JsonPropertyDescription("Digest that the upload answered, as sha256:<hex>.")
                    @Required
                    @Pattern("^sha256:[0-9a-f]{64}$")
                    @Size(max = 71)
                    String digest) {}

    public Optional<Git> fromGit() {
        return Optional.ofNullable(git);
    }

    public Optional<Archive> fromArchive() {
        return Optional.ofNullable(archive);
    }
}
