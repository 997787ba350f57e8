package io.kubesphere.ai.training.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import io.kubesphere.ai.kernel.kube.Labels;
import java.util.Optional;

/** One run of a training program. */
@Group(Labels.GROUP)
@Version(Labels.VERSION)
@Kind("TrainingJob")
@Plural(TrainingJob.PLURAL)
@Singular("trainingjob")
@ShortNames("tj")
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "size(self.metadata.name) <= 52 && self.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
        message = "metadata.name must be an RFC 1123 label of at most 52 characters, since workers are named after it")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.reason")
@AdditionalPrinterColumn(name = "Algorithm", jsonPath = ".spec.algorithm.name")
@AdditionalPrinterColumn(name = "Version", jsonPath = ".spec.algorithm.version")
@AdditionalPrinterColumn(name = "Engine", jsonPath = ".status.engineObject.engine", priority = 1)
@AdditionalPrinterColumn(name = "Queue", jsonPath = ".spec.queue", priority = 1)
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.message", priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class TrainingJob extends CustomResource<TrainingJobSpec, TrainingJobStatus> implements Namespaced {
    public static final String PLURAL = "trainingjobs";

    /** Longest name; pods are called {@code <name>-node-0-<rank>} and that must be a label. */
    public static final int LONGEST_NAME = 52;

    /** Holds a job until its record says that it is gone. */
    public static final String FINALIZER = PLURAL + "." + Labels.GROUP + "/finalizer";

    private static final long serialVersionUID = 1L;

    @Override
    protected TrainingJobSpec initSpec() {
        return null;
    }

    @Override
    protected TrainingJobStatus initStatus() {
        return null;
    }

    /** Absent until the reconciler has looked at it once. */
    public Optional<TrainingJobStatus> observed() {
        return Optional.ofNullable(getStatus());
    }
}
