package io.kubesphere.ai.standalone.apiserver.http;

import io.kubesphere.ai.standalone.apiserver.kinds.ApiResource;
import io.kubesphere.ai.standalone.apiserver.store.Stored;
import io.kubesphere.ai.standalone.apiserver.wire.FieldSelector;
import io.kubesphere.ai.standalone.apiserver.wire.LabelSelector;
import java.util.List;

/** Which objects of a collection a list, watch or deletecollection is about. */
record Selection(String namespace, LabelSelector labels, FieldSelector fields) {

    static Selection of(Call call, ApiResource resource, String namespace) {
        return new Selection(
                namespace,
                LabelSelector.parse(call.parameter("labelSelector")),
                FieldSelector.parse(call.parameter("fieldSelector"), resource.selectableFields()));
    }

    /** The selection of one object by the name in the path. */
    static Selection named(String namespace, String name) {
        var term = new FieldSelector.Term("metadata.name", true, name);
        return new Selection(namespace, LabelSelector.everything(), new FieldSelector(List.of(term)));
    }

    /** Whether nothing but the namespace restricts it. */
    boolean isEverything() {
        return labels.requirements().isEmpty() && fields.terms().isEmpty();
    }

    boolean matches(Stored stored) {
        var inNamespace = namespace.isEmpty() || namespace.equals(stored.place().namespace());
        return inNamespace && labels.matches(stored.labels()) && fields.matches(stored.fields());
    }
}
