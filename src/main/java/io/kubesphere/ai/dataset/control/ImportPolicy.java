package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.ImportOrigin;
import io.kubesphere.ai.dataset.NewImport;
import io.kubesphere.ai.dataset.crd.Dataset;
import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.auth.Permissions;
import io.kubesphere.ai.kernel.content.TreePath;
import io.kubesphere.ai.kernel.kapi.Names;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.outbound.OutboundNames;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must hold of an import before it is begun; what its servers say comes later. */
@ApplicationScoped
class ImportPolicy {
    private static final Pattern BUCKET = Pattern.compile("[a-zA-Z0-9][-_.a-zA-Z0-9]{2,62}");
    private static final Pattern REGION = Pattern.compile("[-a-zA-Z0-9]{1,64}");

    private final OutboundNames names;
    private final Rights rights;
    private final ImportConfig config;

    @Inject
    ImportPolicy(OutboundNames names, Permissions permissions, ImportConfig config) {
        this(
                names,
                new Rights(
                        (caller, project) -> permissions.mayGet(caller, project, Dataset.PLURAL),
                        permissions::mayGetSecrets),
                config);
    }

    ImportPolicy(OutboundNames names, Rights rights, ImportConfig config) {
        this.names = names;
        this.rights = rights;
        this.config = config;
    }

    /** Who may read the datasets of a project, and who its Secrets. */
    record Rights(BiPredicate<Caller, String> datasets, BiPredicate<Caller, String> secrets) {}

    /** A 422 with everything that is wrong. */
    void require(Caller caller, String project, NewImport wanted) {
        var faults = new ArrayList<Problem.Cause>();
        directory(wanted.directory()).ifPresent(faults::add);
        faults.addAll(origin(wanted.source()));
        if (faults.isEmpty()) {
            rights(caller, project, wanted.source()).ifPresent(faults::add);
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid("import", faults);
        }
    }

    private static Optional<Problem.Cause> directory(String directory) {
        return directory.isEmpty()
                ? Optional.empty()
                : TreePath.fault(TreePath.normalized(directory.replaceAll("/$", "")))
                        .map(fault -> Problem.Cause.invalid("directory", fault));
    }

    private List<Problem.Cause> origin(ImportOrigin source) {
        var given = Stream.of(source.http(), source.s3(), source.dataset())
                .filter(one -> one != null)
                .count();
        if (given != 1) {
            return List.of(Problem.Cause.invalid("source", "must have exactly one of http, s3 and dataset"));
        }
        if (source.http() != null) {
            return http(source.http(), source.secret().isPresent());
        }
        return source.s3() != null ? s3(source.s3(), source.secret().isPresent()) : List.of();
    }

    private List<Problem.Cause> http(ImportOrigin.Http http, boolean isSecret) {
        var faults = new ArrayList<Problem.Cause>();
        for (var i = 0; i < http.urls().size(); i++) {
            address("source.http.urls[" + i + "]", http.urls().get(i), isSecret).ifPresent(faults::add);
        }
        return faults;
    }

    private List<Problem.Cause> s3(ImportOrigin.S3 s3, boolean isSecret) {
        var faults = new ArrayList<Problem.Cause>();
        s3.server()
                .flatMap(text -> address("source.s3.endpoint", text, isSecret))
                .ifPresent(faults::add);
        if (!BUCKET.matcher(s3.bucket()).matches()) {
            faults.add(Problem.Cause.invalid("source.s3.bucket", "must be the name of a bucket"));
        }
        if (s3.region() != null && !REGION.matcher(s3.region()).matches()) {
            faults.add(Problem.Cause.invalid("source.s3.region", "must be the name of a region"));
        }
        return faults;
    }

    private Optional<Problem.Cause> address(String field, String text, boolean isSecret) {
        try {
            var address = URI.create(text);
            var fault = names.fault(address);
            if (fault.isPresent()) {
                return fault.map(message -> Problem.Cause.invalid(field, message));
            }
            return isSecret && !names.isConfidential(address)
                    ? Optional.of(Problem.Cause.invalid(field, "must begin with https:// where a Secret is used"))
                    : Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            return Optional.of(Problem.Cause.invalid(field, "is no address; escape what is not allowed in one"));
        }
    }

    private Optional<Problem.Cause> rights(Caller caller, String project, ImportOrigin source) {
        if (source.dataset() != null) {
            return rights.datasets().test(caller, project)
                    ? Optional.empty()
                    : Optional.of(Problem.Cause.invalid(
                            "source.dataset", "your roles do not let you read datasets in project " + project));
        }
        var field = source.http() != null ? "source.http.secret" : "source.s3.secret";
        return source.secret().flatMap(name -> secret(caller, project, field, name));
    }

    private Optional<Problem.Cause> secret(Caller caller, String project, String field, String name) {
        if (!Names.isSubdomain(name)) {
            return Optional.of(Problem.Cause.invalid(field, "must be the name of a Secret"));
        }
        if (!config.secrets()) {
            return Optional.of(Problem.Cause.invalid(
                    field, "cannot be used: the platform reads no Secrets here; the platform admin can allow it"));
        }
        return rights.secrets().test(caller, project)
                ? Optional.empty()
                : Optional.of(
                        Problem.Cause.invalid(field, "your roles do not let you read Secrets in project " + project));
    }
}
