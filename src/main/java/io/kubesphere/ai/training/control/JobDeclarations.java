package io.kubesphere.ai.training.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.algorithm.Slot;
import io.kubesphere.ai.algorithm.VersionSpec;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.crd.JobInput;
import io.kubesphere.ai.training.crd.JobOutput;
import io.kubesphere.ai.training.crd.TrainingJobSpec;
import io.kubesphere.ai.training.crd.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a job gives what its algorithm declares, and nothing that the platform itself sets. */
final class JobDeclarations {
    /** What pods get from the platform and from engines; a user's value would be lost or would break the rendezvous. */
    private static final Pattern RESERVED =
            Pattern.compile("(AIP_|MLFLOW_|PET_).*|MASTER_ADDR|MASTER_PORT|RANK|WORLD_SIZE|NODE_RANK");

    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
    private static final int LONGEST_VALUE = 4096;

    private JobDeclarations() {}

    static List<Problem.Cause> faults(Optional<VersionSpec> version, TrainingJobSpec spec) {
        var faults = new ArrayList<Problem.Cause>();
        faults.addAll(inputs(version.map(VersionSpec::inputs), spec.inputs()));
        faults.addAll(outputs(version.map(VersionSpec::outputs).orElse(List.of()), spec.outputs()));
        faults.addAll(variables(spec.env()));
        return faults;
    }

    private static List<Problem.Cause> inputs(Optional<List<Slot>> declared, List<JobInput> given) {
        var faults = new ArrayList<Problem.Cause>();
        var names = new HashSet<String>();
        for (var i = 0; i < given.size(); i++) {
            var name = given.get(i).name();
            var isDeclared = declared.isEmpty()
                    || declared.get().stream().anyMatch(slot -> slot.name().equals(name));
            if (!isDeclared) {
                faults.add(Problem.Cause.notSupported(
                        "spec.inputs[" + i + "].name", "the algorithm declares no input " + name));
            }
            names.add(name);
        }
        declared.orElse(List.of()).stream()
                .filter(slot -> slot.need() == Slot.Need.Required && !names.contains(slot.name()))
                .forEach(slot -> faults.add(
                        Problem.Cause.required("spec.inputs", "the algorithm needs an input " + slot.name())));
        return faults;
    }

    private static List<Problem.Cause> outputs(List<Slot> declared, List<JobOutput> further) {
        var faults = new ArrayList<Problem.Cause>();
        for (var i = 0; i < further.size(); i++) {
            var name = further.get(i).name();
            if (declared.stream().anyMatch(slot -> slot.name().equals(name))) {
                faults.add(Problem.Cause.invalid(
                        "spec.outputs[" + i + "].name", "the algorithm declares this output itself"));
            }
        }
        return faults;
    }

    private static List<Problem.Cause> variables(List<Variable> variables) {
        var faults = new ArrayList<Problem.Cause>();
        for (var i = 0; i < variables.size(); i++) {
            if (RESERVED.matcher(variables.get(i).name()).matches()) {
                faults.add(Problem.Cause.invalid(
                        "spec.env[" + i + "].name", variables.get(i).name() + " is set by the platform"));
            }
        }
        return faults;
    }

    /** Without a schema only the form can be checked: names become variables, values are scalars. */
    static List<Problem.Cause> unusableParameters(Map<String, JsonNode> parameters) {
        var faults = new ArrayList<Problem.Cause>();
        parameters.forEach((name, value) -> {
            var path = "spec.parameters." + name;
            if (!PARAMETER.matcher(name).matches()) {
                faults.add(Problem.Cause.invalid(path, "must be letters, digits and _, and not begin with a digit"));
            }
            if (!value.isValueNode() || value.asText().length() > LONGEST_VALUE) {
                faults.add(Problem.Cause.invalid(
                        path, "must be a number, true, false, or a text of at most " + LONGEST_VALUE + " characters"));
            }
        });
        return faults;
    }
}
