package io.kubesphere.ai.algorithm.control;

import io.kubesphere.ai.algorithm.VersionSpec;
import io.kubesphere.ai.algorithm.crd.Algorithm;
import io.kubesphere.ai.algorithm.crd.Sharing;
import io.kubesphere.ai.kernel.content.ContentStore;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must hold of an algorithm that its schema cannot say, since it needs other objects or real code. */
@ApplicationScoped
class AlgorithmPolicy {
    private final Workspaces workspaces;
    private final ContentStore content;

    AlgorithmPolicy(Workspaces workspaces, ContentStore content) {
        this.workspaces = workspaces;
        this.content = content;
    }

    /** A 422 with everything that is wrong. */
    void require(Algorithm algorithm) {
        var faults = faults(algorithm);
        if (!faults.isEmpty()) {
            throw Problem.invalid("Algorithm", faults)
                    .about(Algorithm.PLURAL, algorithm.getMetadata().getName());
        }
    }

    List<Problem.Cause> faults(Algorithm algorithm) {
        var faults = new ArrayList<Problem.Cause>();
        sharedTooWidely(algorithm).ifPresent(faults::add);
        var versions = algorithm.getSpec().versions();
        for (var i = 0; i < versions.size(); i++) {
            var path = "spec.versions[" + i + "]";
            faults.addAll(versions.get(i).schema().faults(path + ".parameters"));
            archiveMissing(algorithm.getMetadata().getNamespace(), path, versions.get(i))
                    .ifPresent(faults::add);
            successorMissing(versions, path, versions.get(i)).ifPresent(faults::add);
        }
        return faults;
    }

    private Optional<Problem.Cause> sharedTooWidely(Algorithm algorithm) {
        var project = algorithm.getMetadata().getNamespace();
        if (algorithm.getSpec().sharing() != Sharing.Platform || workspaces.isSystem(project)) {
            return Optional.empty();
        }
        return Optional.of(new Problem.Cause(
                AlgorithmIndex.SHARING,
                "FieldValueForbidden",
                "only projects of " + Workspaces.SYSTEM + " can share with the whole platform"));
    }

    private Optional<Problem.Cause> archiveMissing(String project, String path, VersionSpec version) {
        var field = path + ".source.archive.digest";
        return version.source()
                .fromArchive()
                .filter(archive -> !content.has(project, Digest.parse(field, archive.digest())))
                .map(archive ->
                        Problem.Cause.notFound(field, "no archive with this digest was uploaded to " + project));
    }

    private static Optional<Problem.Cause> successorMissing(
            List<VersionSpec> versions, String path, VersionSpec version) {
        return version.deprecated()
                .filter(advice -> advice.successorAlgorithm() == null && advice.successorVersion() != null)
                .filter(advice -> versions.stream()
                        .noneMatch(other -> other.name().equals(advice.successorVersion())
                                && !other.name().equals(version.name())))
                .map(advice -> Problem.Cause.notFound(
                        path + ".deprecation.successorVersion", "there is no other version of this name"));
    }
}
