package io.kubesphere.ai.training.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.algorithm.Slot;
import io.kubesphere.ai.algorithm.VersionSpec;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.AlgorithmUse;
import io.kubesphere.ai.training.RunRecord;
import io.kubesphere.ai.training.control.ResolvedJob.Output;
import io.kubesphere.ai.training.crd.JobOutput;
import io.kubesphere.ai.training.crd.TrainingJobSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A run's algorithm and outputs as they were when it began; by now the algorithm itself may be gone. */
@ApplicationScoped
class RecordedAlgorithm {
    private final ObjectMapper json;

    RecordedAlgorithm(ObjectMapper json) {
        this.json = json;
    }

    Optional<VersionSpec> version(RunRecord run) {
        return run.algorithm().map(AlgorithmUse::spec).map(spec -> read(spec, VersionSpec.class));
    }

    /** Outputs that the algorithm declares and those that the job adds. */
    List<Output> outputs(RunRecord run) {
        return outputs(version(run), read(run.spec(), TrainingJobSpec.class).outputs());
    }

    static List<Output> outputs(Optional<VersionSpec> version, List<JobOutput> further) {
        var declared = version.map(VersionSpec::outputs).orElse(List.of()).stream()
                .map(slot -> new Output(slot.name(), slot.need() == Slot.Need.Required));
        return Stream.concat(declared, further.stream().map(output -> new Output(output.name(), false)))
                .toList();
    }

    private <T> T read(JsonNode tree, Class<T> type) {
        try {
            return json.treeToValue(tree, type);
        } catch (JsonProcessingException unreadable) {
            throw Problem.of(Problem.Code.INTERNAL, "the record of a run is not readable")
                    .because(unreadable);
        }
    }
}
