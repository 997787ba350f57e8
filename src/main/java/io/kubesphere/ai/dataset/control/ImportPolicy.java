package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.ImportOrigin;
import io.kubesphere.ai.dataset.NewImport;
import io.kubesphere.ai.dataset.crd.Dataset;
import io.kubesphere.ai.dataset.crd.DatasetSpec;
import io.kubesphere.ai.dataset.crd.ExternalBucket;
import io.kubesphere.ai.dataset.crd.VolumeDirectory;
import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.auth.Permissions;
import io.kubesphere.ai.kernel.content.TreePath;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** What must hold of an import before it is begun; what its servers say comes later. */
@ApplicationScoped
class ImportPolicy {
    private final SourceRules rules;
    private final Rights rights;

    @Inject
    ImportPolicy(SourceRules rules, Permissions permissions) {
        this(
                rules,
                new Rights(
                        (caller, project) -> permissions.mayGet(caller, project, Dataset.PLURAL),
                        permissions::mayGetSecrets));
    }

    ImportPolicy(SourceRules rules, Rights rights) {
        this.rules = rules;
        this.rights = rights;
    }

    /** Who may read the datasets of a project, and who its Secrets. */
    record Rights(BiPredicate<Caller, String> datasets, BiPredicate<Caller, String> secrets) {}

    /**
     * A 422 with everything that is wrong.
     *
     * @param dataset that the version is to be one of
     */
    void require(Caller caller, String project, DatasetSpec dataset, NewImport wanted) {
        if (dataset.volume().isPresent()) {
            requireNone(volume(dataset.volume().get(), wanted));
            return;
        }
        var storage = dataset.externalBucket().map(ExternalBucket::source);
        var faults = new ArrayList<Problem.Cause>();
        directory(wanted.directory()).ifPresent(faults::add);
        faults.addAll(storage.map(bucket -> snapshot(bucket, wanted)).orElseGet(() -> origin(wanted.source())));
        if (faults.isEmpty()) {
            storage.map(bucket -> bucket.secretName().flatMap(name -> secret(caller, project, "source.storage", name)))
                    .orElseGet(() -> rights(caller, project, wanted.source()))
                    .ifPresent(faults::add);
        }
        requireNone(faults);
    }

    private static void requireNone(List<Problem.Cause> faults) {
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

    /** What is said of the bucket may have come by kubectl, and so past everything but the schema. */
    private List<Problem.Cause> snapshot(ImportOrigin.S3 bucket, NewImport wanted) {
        var faults = new ArrayList<>(rules.bucket("source.storage", bucket));
        faults.addAll(snapshot("in bucket " + bucket.bucket(), wanted));
        return faults;
    }

    /** Jobs mount the whole directory, so a version is all that is in it, under the same paths. */
    private static List<Problem.Cause> volume(VolumeDirectory volume, NewImport wanted) {
        var faults = new ArrayList<>(snapshot("on volume " + volume.claim(), wanted));
        var storage = wanted.source().storage();
        if (storage != null && !storage.wantedPrefix().isEmpty()) {
            faults.add(Problem.Cause.invalid(
                    "source.storage.prefix",
                    "cannot be used on a volume: jobs see the whole directory; make a dataset of a directory below"));
        }
        if (!wanted.directory().isEmpty()) {
            faults.add(Problem.Cause.invalid("directory", "cannot be used: the files stay where they are"));
        }
        return faults;
    }

    private static List<Problem.Cause> snapshot(String place, NewImport wanted) {
        var faults = new ArrayList<Problem.Cause>();
        var source = wanted.source();
        if (source.storage() == null || source.http() != null || source.s3() != null || source.dataset() != null) {
            faults.add(Problem.Cause.invalid("source", "must be storage: the files of this dataset stay " + place));
        }
        if (!wanted.base().isEmpty()) {
            faults.add(Problem.Cause.invalid("base", "cannot be used: a version is all that the storage has"));
        }
        if (wanted.unpack()) {
            faults.add(Problem.Cause.invalid("unpack", "cannot be used: the files stay as they are"));
        }
        return faults;
    }

    private List<Problem.Cause> origin(ImportOrigin source) {
        if (source.storage() != null) {
            return List.of(Problem.Cause.invalid(
                    "source.storage",
                    "is for datasets whose files stay in a bucket or on a volume; this one has its own"));
        }
        var given = Stream.of(source.http(), source.s3(), source.dataset())
                .filter(one -> one != null)
                .count();
        if (given != 1) {
            return List.of(Problem.Cause.invalid("source", "must have exactly one of http, s3 and dataset"));
        }
        if (source.http() != null) {
            return http(source.http(), source.secret().isPresent());
        }
        return source.s3() != null ? rules.bucket("source.s3", source.s3()) : List.of();
    }

    private List<Problem.Cause> http(ImportOrigin.Http http, boolean isSecret) {
        var faults = new ArrayList<Problem.Cause>();
        for (var i = 0; i < http.urls().size(); i++) {
            rules.address("source.http.urls[" + i + "]", http.urls().get(i), isSecret)
                    .ifPresent(faults::add);
        }
        return faults;
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
        return rules.secret(field, name)
                .or(() -> rights.secrets().test(caller, project)
                        ? Optional.empty()
                        : Optional.of(Problem.Cause.invalid(
                                field, "your roles do not let you read Secrets in project " + project)));
    }
}
