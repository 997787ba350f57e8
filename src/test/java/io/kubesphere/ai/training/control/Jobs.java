package io.kubesphere.ai.training.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kubesphere.ai.algorithm.AlgorithmRef;
import io.kubesphere.ai.algorithm.Algorithms;
import io.kubesphere.ai.algorithm.PublishedVersion;
import io.kubesphere.ai.algorithm.VersionSpec;
import io.kubesphere.ai.dataset.DatasetRef;
import io.kubesphere.ai.dataset.Datasets;
import io.kubesphere.ai.kernel.content.Manifest;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.store.TrackingStores;
import java.util.Optional;

/** Jobs of project vision as the API server would store them, and a catalog with algorithm scorer and dataset cats. */
final class Jobs {
    static final String UID = "11111111-2222-3333-4444-555555555555";

    private static final String SCORER =
            """
            {"name": "v1", "source": {"image": "trainer:1"}, "command": ["train"], "replicas": 2,
             "resources": {"cpu": "2", "memory": "4Gi"},
             "parameters": [{"name": "epochs", "type": "int", "default": 10, "minimum": 1, "maximum": 100},
                            {"name": "rate", "type": "float", "required": true}],
             "inputs": [{"name": "data"}, {"name": "prior-model", "need": "Optional"}],
             "outputs": [{"name": "model"}, {"name": "report", "need": "Optional"}],
             "metrics": [{"name": "loss", "direction": "Minimize"}, {"name": "auc", "direction": "Maximize"}]}
            """;

    private Jobs() {}

    static TrainingJob job(String name, String spec) {
        return Serialization.unmarshal(
                """
                apiVersion: ai.kubesphere.io/v1alpha1
                kind: TrainingJob
                metadata:
                  name: %s
                  namespace: vision
                  uid: %s
                  generation: 1
                  creationTimestamp: "2026-01-02T03:04:05Z"
                  annotations: {kubesphere.io/creator: "ada@example.org"}
                spec: %s
                """
                        .formatted(name, UID, spec),
                TrainingJob.class);
    }

    static VersionSpec scorer() {
        try {
            return new ObjectMapper().readValue(SCORER, VersionSpec.class);
        } catch (JsonProcessingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    static JobResolver resolver() {
        return new JobResolver(
                new Catalog(), new JobInputs(new Cats(), TrackingStores.open().records()));
    }

    static ResolvedJob resolved(TrainingJob job) {
        return resolver().resolve(job).job().orElseThrow();
    }

    private static final class Catalog implements Algorithms {
        @Override
        public Algorithms.Resolution resolve(String project, String field, AlgorithmRef reference) {
            if (!reference.name().equals("scorer") || !reference.version().equals("v1")) {
                return Algorithms.Resolution.refused(Problem.Cause.notFound(field, "there is no " + reference));
            }
            var version = scorer();
            return Algorithms.Resolution.of(new PublishedVersion(project, "scorer", "sha256:a1", version));
        }

        @Override
        public Optional<Archive> archive(String namespace, String digest) {
            return Optional.empty();
        }
    }

    private static final class Cats implements Datasets {
        @Override
        public Datasets.Resolution resolve(String project, String field, DatasetRef reference) {
            if (reference.name().equals("scans")) {
                return Datasets.Resolution.of(new Version(
                        "space-2",
                        "scans",
                        reference.version(),
                        "sha256:s1",
                        3,
                        30,
                        Optional.of(new Datasets.Volume("scans", "2026"))));
            }
            return reference.name().equals("cats")
                    ? Datasets.Resolution.of(new Version("space-1", "cats", reference.version(), "sha256:c1", 3, 30))
                    : Datasets.Resolution.refused(Problem.Cause.notFound(field, "there is no " + reference));
        }

        @Override
        public void recordUse(Version version, Use use) {
            throw new AssertionError("nothing is used while a job is only looked at");
        }

        @Override
        public void endUse(String kind, String uid) {
            throw new AssertionError("nothing is used while a job is only looked at");
        }

        @Override
        public Optional<Manifest> manifest(String project, String digest) {
            return Optional.empty();
        }
    }
}
