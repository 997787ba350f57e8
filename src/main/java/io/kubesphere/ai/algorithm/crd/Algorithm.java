package io.kubesphere.ai.algorithm.crd;

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

/** Something that can be trained, in versions that never change. */
@Group(Labels.GROUP)
@Version(Labels.VERSION)
@Kind("Algorithm")
@Plural(Algorithm.PLURAL)
@Singular("algorithm")
@ShortNames("algo")
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "size(self.metadata.name) <= 63 && self.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
        message = "metadata.name must be an RFC 1123 label of at most 63 characters")
@AdditionalPrinterColumn(name = "Latest", jsonPath = ".status.latest")
@AdditionalPrinterColumn(name = "Versions", jsonPath = ".status.count", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Sharing", jsonPath = ".spec.sharing")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class Algorithm extends CustomResource<AlgorithmSpec, AlgorithmStatus> implements Namespaced {
    public static final String PLURAL = "algorithms";

    private static final long serialVersionUID = 1L;

    @Override
    protected AlgorithmSpec initSpec() {
        return null;
    }

    @Override
    protected AlgorithmStatus initStatus() {
        return null;
    }
}
