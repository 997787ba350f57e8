package io.kubesphere.ai.dataset.crd;

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

/** Files in versions that never change. */
@Group(Labels.GROUP)
@Version(Labels.VERSION)
@Kind("Dataset")
@Plural(Dataset.PLURAL)
@Singular("dataset")
@ShortNames("ads")
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "size(self.metadata.name) <= 63 && self.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
        message = "metadata.name must be an RFC 1123 label of at most 63 characters")
@AdditionalPrinterColumn(name = "Kind", jsonPath = ".spec.kind")
@AdditionalPrinterColumn(name = "Latest", jsonPath = ".status.latest.version")
@AdditionalPrinterColumn(name = "Files", jsonPath = ".status.latest.files", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Bytes", jsonPath = ".status.latest.bytes", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Sharing", jsonPath = ".spec.sharing.scope")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class Dataset extends CustomResource<DatasetSpec, DatasetStatus> implements Namespaced {
    public static final String PLURAL = "datasets";

    /** Holds a dataset until its records say that it is deleted. */
    public static final String FINALIZER = Labels.GROUP + "/dataset";

    /** On a dataset that is brought back: the record it takes up again; written by the KAPI, read by our reconciler. */
    public static final String RESTORES = Labels.GROUP + "/restores";

    private static final long serialVersionUID = 1L;

    @Override
    protected DatasetSpec initSpec() {
        return null;
    }

    @Override
    protected DatasetStatus initStatus() {
        return null;
    }
}
