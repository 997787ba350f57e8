package io.kubesphere.ai.standalone.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;
import java.util.ArrayList;
import java.util.List;

/** Jobs select their pods by labels that the server adds; their template is fixed but for the placing of a suspended one. */
final class JobStrategy implements KindStrategy {

    private static final String CONTROLLER_UID = "batch.kubernetes.io/controller-uid";
    private static final List<String> PLACEMENT = List.of("nodeSelector", "tolerations", "affinity", "schedulingGates");

    @Override
    public void prepareForCreate(ObjectNode object) {
        var spec = Json.child(object, "spec");
        defaults(spec);
        if (!spec.path("manualSelector").asBoolean()) {
            selectByUid(object, spec);
        }
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode old) {
        defaults(Json.child(object, "spec"));
    }

    private static void defaults(ObjectNode spec) {
        if (!spec.hasNonNull("completions") && !spec.hasNonNull("parallelism")) {
            spec.put("completions", 1);
        }
        Defaults.number(spec, "parallelism", 1);
        Defaults.number(spec, "backoffLimit", spec.hasNonNull("backoffLimitPerIndex") ? Integer.MAX_VALUE : 6);
        Defaults.text(spec, "completionMode", "NonIndexed");
        Defaults.flag(spec, "suspend", false);
        Defaults.text(spec, "podReplacementPolicy", spec.has("podFailurePolicy") ? "Failed" : "TerminatingOrFailed");
        PodDefaults.apply(Json.child(Json.child(spec, "template"), "spec"));
    }

    private static void selectByUid(ObjectNode object, ObjectNode spec) {
        var meta = Meta.of(object);
        Json.child(Json.child(spec, "selector"), "matchLabels").put(CONTROLLER_UID, meta.uid());
        var labels = Json.child(Json.child(Json.child(spec, "template"), "metadata"), "labels");
        labels.put(CONTROLLER_UID, meta.uid()).put("controller-uid", meta.uid());
        labels.put("batch.kubernetes.io/job-name", meta.name()).put("job-name", meta.name());
    }

    @Override
    public List<Cause> validate(ObjectNode object) {
        var causes = new ArrayList<Cause>();
        var spec = object.path("spec");
        for (var field : List.of(
                "parallelism", "completions", "backoffLimit", "activeDeadlineSeconds", "ttlSecondsAfterFinished")) {
            if (spec.path(field).asInt() < 0) {
                causes.add(Cause.invalid("spec." + field, spec.path(field), "must be greater than or equal to 0"));
            }
        }
        if (Json.text(spec, "completionMode").equals("Indexed") && !spec.hasNonNull("completions")) {
            causes.add(Cause.required("spec.completions", "when completion mode is Indexed"));
        }
        if (Json.text(spec, "template", "spec", "restartPolicy").equals("Always")) {
            causes.add(Cause.required("spec.template.spec.restartPolicy", "valid values: \"OnFailure\", \"Never\""));
        }
        if (Json.at(spec, "template", "spec", "containers").isEmpty()) {
            causes.add(Cause.required("spec.template.spec.containers", ""));
        }
        return causes;
    }

    @Override
    public List<Cause> validateUpdate(ObjectNode object, ObjectNode old) {
        var causes = new ArrayList<>(Fixed.fields(object, old, "spec.selector", "spec.completionMode"));
        if (!template(object, old).equals(template(old, old))) {
            causes.add(Cause.invalid("spec.template", "object", "field is immutable"));
        }
        var completions = object.path("spec").path("completions");
        var isElastic = Json.text(object, "spec", "completionMode").equals("Indexed")
                && completions.equals(object.path("spec").path("parallelism"));
        if (!isElastic && !completions.equals(old.path("spec").path("completions"))) {
            causes.add(Cause.invalid("spec.completions", completions, "field is immutable"));
        }
        return causes;
    }

    /** The fixed part: a job that is suspended and has not run may still be placed elsewhere (Kueue does so). */
    private static ObjectNode template(ObjectNode job, ObjectNode old) {
        var template =
                Json.at(job, "spec", "template") instanceof ObjectNode object ? object.deepCopy() : Json.object();
        var mayMove = Json.at(old, "spec", "suspend").asBoolean()
                && !old.path("status").has("startTime");
        if (mayMove) {
            template.remove("metadata");
            Json.child(template, "spec").remove(PLACEMENT);
        }
        return template;
    }
}
