package io.kubesphere.ai.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where an import takes its files from; exactly one of the four. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ImportOrigin(
        @Schema(description = "Files that a web server has.") @Valid Http http,
        @Schema(description = "Objects of an S3 bucket of any vendor.") @Valid S3 s3,
        @Schema(description = "A version of a dataset that the project may use.") @Valid Shared dataset,
        @Schema(
                        description =
                                "What lies in the dataset's own storage, as it is now; the one source of a dataset"
                                        + " whose files stay in a bucket or on a volume.")
                @Valid
                Snapshot storage) {

    /** One of what is brought into the object store. */
    public ImportOrigin(Http http, S3 s3, Shared dataset) {
        this(http, s3, dataset, null);
    }

    /** Of what the dataset's own storage has. */
    public static ImportOrigin ofStorage(Snapshot storage) {
        return new ImportOrigin(null, null, null, storage);
    }

    /** Files by their addresses. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Http(
            @Schema(
                            description =
                                    "Where the files are, http or https; each becomes a file of its last part's name.",
                            example = "[\"https://example.org/data/train.csv\"]")
                    @NotNull
                    @Size(min = 1, max = 100)
                    List<@NotNull @Size(min = 1, max = 4096) String> urls,
            @Schema(
                            description =
                                    "Secret of this project with token, or with username and password; you must be"
                                            + " allowed to read it.",
                            example = "web-login")
                    @Size(max = 253)
                    String secret) {
        public Http {
            urls = urls == null ? List.of() : List.copyOf(urls);
        }
    }

    /** All objects below a prefix. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record S3(
            @Schema(description = "Address of the server; absent means AWS.", example = "https://s3.example.org")
                    @Size(max = 2048)
                    String endpoint,
            @Schema(description = "Region; absent means us-east-1.", example = "eu-central-1") @Size(max = 64)
                    String region,
            @Schema(description = "Bucket.", example = "shared-data") @NotNull @Size(min = 3, max = 63) String bucket,
            @Schema(description = "What the keys begin with; absent means the whole bucket.", example = "loans/2026/")
                    @Size(max = 1024)
                    String prefix,
            @Schema(
                            description = "Secret of this project with access-key and secret-key; absent means that the"
                                    + " bucket is public. You must be allowed to read it.",
                            example = "bucket-key")
                    @Size(max = 253)
                    String secret,
            @Schema(description = "How the bucket is addressed; absent means Path at an endpoint, Host at AWS.")
                    Addressing addressing) {
        /** Where the bucket stands: in the path, or in the name of the host. */
        public enum Addressing {
            Path,
            Host
        }

        public Optional<String> server() {
            return Optional.ofNullable(endpoint).filter(text -> !text.isEmpty());
        }

        public String wantedPrefix() {
            return Objects.requireNonNullElse(prefix, "");
        }

        public Optional<String> secretName() {
            return Optional.ofNullable(secret).filter(text -> !text.isEmpty());
        }

        /** Whether the bucket stands in the path; no name that JSON would take for a property. */
        public boolean pathStyle() {
            return addressing == null ? server().isPresent() : addressing == Addressing.Path;
        }
    }

    /** Files of a version, or those below a prefix. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Shared(
            @Schema(description = "Project of the dataset; absent means this one.", example = "credit-risk")
                    @Size(max = 63)
                    String namespace,
            @Schema(description = "Name of the dataset.", example = "loans") @NotNull @Size(min = 1, max = 63)
                    String name,
            @Schema(description = "Version, tag or latest.", example = "v1") @NotNull @Size(min = 1, max = 63)
                    String version,
            @Schema(description = "What the paths begin with; absent means all.") @Size(max = 1024) String prefix) {
        public String wantedPrefix() {
            return Objects.requireNonNullElse(prefix, "");
        }

        public DatasetRef reference() {
            return new DatasetRef(namespace, name, version);
        }
    }

    /** A snapshot of the dataset's own storage. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Snapshot(
            @Schema(
                            description = "What the paths begin with; absent means all, as it must be on a volume.",
                            example = "2026/")
                    @Size(max = 1024)
                    String prefix) {
        public String wantedPrefix() {
            return Objects.requireNonNullElse(prefix, "");
        }
    }

    /** The Secret that opens it, if it needs one. */
    public Optional<String> secret() {
        var name = http != null ? http.secret() : s3 != null ? s3.secret() : null;
        return Optional.ofNullable(name).filter(text -> !text.isEmpty());
    }

    /** The same for everybody to read: what stands behind the paths of addresses may be a signature. */
    public ImportOrigin shown() {
        return http == null
                ? this
                : new ImportOrigin(
                        new Http(http.urls().stream().map(ImportOrigin::shown).toList(), http.secret()), s3, dataset);
    }

    private static String shown(String url) {
        var end = url.indexOf('?') < 0 ? url.indexOf('#') : url.indexOf('?');
        return end < 0 ? url : url.substring(0, end) + "?…";
    }
}
