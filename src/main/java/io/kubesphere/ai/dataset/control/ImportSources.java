package io.kubesphere.ai.dataset.control;

import io.fabric8.kubernetes.api.model.Secret;
import io.kubesphere.ai.dataset.Datasets;
import io.kubesphere.ai.dataset.ImportOrigin;
import io.kubesphere.ai.dataset.engine.source.BucketSource;
import io.kubesphere.ai.dataset.engine.source.HttpSource;
import io.kubesphere.ai.dataset.engine.source.ImportSource;
import io.kubesphere.ai.dataset.engine.source.VersionSource;
import io.kubesphere.ai.dataset.store.ImportRow;
import io.kubesphere.ai.kernel.content.ContentStore;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.ManifestStore;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kube.KubeObjects;
import io.kubesphere.ai.kernel.outbound.OutboundHttp;
import io.kubesphere.ai.kernel.outbound.OutboundNames;
import io.kubesphere.ai.kernel.storage.ForeignBucket;
import io.kubesphere.ai.kernel.storage.S3Location;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Opens the sources of imports, with the credentials of their project. */
@ApplicationScoped
class ImportSources {
    /** What imports are called among the users of versions. */
    private static final String USER = "DatasetImport";

    private final Outbound outbound;
    private final KubeObjects objects;
    private final Datasets datasets;
    private final ManifestStore manifests;
    private final ContentStore content;

    /** The ways out, and how long they may be silent. */
    @ApplicationScoped
    static class Outbound {
        private final OutboundNames names;
        private final OutboundHttp http;
        private final ImportConfig config;

        Outbound(OutboundNames names, OutboundHttp http, ImportConfig config) {
            this.names = names;
            this.http = http;
            this.config = config;
        }

        ImportSource files(List<URI> addresses, Optional<String> authorization) {
            return new HttpSource(http, addresses, authorization);
        }

        ImportSource bucket(ImportOrigin.S3 s3, Optional<S3Location.Credentials> credentials) {
            var location = new S3Location(
                    s3.server().map(URI::create),
                    s3.bucket(),
                    Objects.requireNonNullElse(s3.region(), "us-east-1"),
                    credentials,
                    s3.pathStyle(),
                    config.timeout());
            return new BucketSource(ForeignBucket.at(location, names), s3.wantedPrefix());
        }
    }

    ImportSources(
            Outbound outbound, KubeObjects objects, Datasets datasets, ManifestStore manifests, ContentStore content) {
        this.outbound = outbound;
        this.objects = objects;
        this.datasets = datasets;
        this.manifests = manifests;
        this.content = content;
    }

    /** The caller closes it, and releases what it may have held when the import is at its end or pauses. */
    ImportSource open(ImportRow row, ImportOrigin origin) {
        var project = row.place().project();
        var secret = origin.secret().map(name -> secret(project, name));
        if (origin.http() != null) {
            var addresses = origin.http().urls().stream().map(URI::create).toList();
            return outbound.files(addresses, secret.map(ImportSources::authorization));
        }
        if (origin.s3() != null) {
            return outbound.bucket(origin.s3(), secret.map(ImportSources::accessKey));
        }
        var version = version(project, origin.dataset());
        // Deleted meanwhile, its files stay until we have them.
        datasets.recordUse(
                version,
                new Datasets.Use(USER, row.id().toString(), project, row.place().dataset()));
        var place = new VersionSource.Place(
                version.project(),
                Digest.parse("digest", version.digest()),
                origin.dataset().wantedPrefix());
        return new VersionSource(manifests, content, place);
    }

    void release(UUID id) {
        datasets.endUse(USER, id.toString());
    }

    /** The version as the project sees it at this moment. */
    Datasets.Version version(String project, ImportOrigin.Shared shared) {
        var resolution = datasets.resolve(project, "source.dataset", shared.reference());
        return resolution
                .version()
                .orElseThrow(() ->
                        Problem.invalid("import", resolution.fault().stream().toList()));
    }

    private Map<String, String> secret(String project, String name) {
        var secret = objects.get(Secret.class, project, name)
                .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND, "project %s has no Secret %s", project, name));
        return Objects.requireNonNullElse(secret.getData(), Map.of());
    }

    private static String authorization(Map<String, String> secret) {
        var token = value(secret, "token");
        if (token.isPresent()) {
            return "Bearer " + token.get();
        }
        var login = required(secret, "username") + ":" + required(secret, "password");
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private static S3Location.Credentials accessKey(Map<String, String> secret) {
        return new S3Location.Credentials(required(secret, "access-key"), required(secret, "secret-key"));
    }

    private static String required(Map<String, String> secret, String key) {
        return value(secret, key)
                .orElseThrow(() -> Problem.of(
                        Problem.Code.INVALID,
                        "the Secret has no %s; for S3 it needs access-key and secret-key, for a web server token, or"
                                + " username and password",
                        key));
    }

    private static Optional<String> value(Map<String, String> secret, String key) {
        return Optional.ofNullable(secret.get(key))
                .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8).strip());
    }
}
