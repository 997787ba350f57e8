package io.kubesphere.ai.standalone.runner.event;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;

/** The voice of one component, named as it is in a cluster. */
public record EventRecorder(EventSink sink, String component) {

    private static final int MESSAGE_LENGTH = 1024;

    public void normal(HasMetadata about, String reason, String message) {
        say(reference(about), "Normal", reason, message);
    }

    public void warning(HasMetadata about, String reason, String message) {
        say(reference(about), "Warning", reason, message);
    }

    /** About one part of an object, e.g. {@code spec.containers{main}}. */
    public EventRecorder.Part part(HasMetadata about, String fieldPath) {
        return new Part(this, reference(about), fieldPath);
    }

    /** The same for a part of an object. */
    public record Part(EventRecorder recorder, ObjectReference whole, String fieldPath) {

        public void normal(String reason, String message) {
            recorder.say(reference(), "Normal", reason, message);
        }

        public void warning(String reason, String message) {
            recorder.say(reference(), "Warning", reason, message);
        }

        private ObjectReference reference() {
            return new ObjectReferenceBuilder(whole).withFieldPath(fieldPath).build();
        }
    }

    private void say(ObjectReference about, String type, String reason, String message) {
        var cut = message.length() <= MESSAGE_LENGTH ? message : message.substring(0, MESSAGE_LENGTH - 3) + "...";
        sink.add(new EventSink.Said(about, component, type, reason, cut));
    }

    private static ObjectReference reference(HasMetadata about) {
        var metadata = about.getMetadata();
        var namespace = metadata.getNamespace() == null ? "default" : metadata.getNamespace();
        return new ObjectReferenceBuilder()
                .withApiVersion(about.getApiVersion())
                .withKind(about.getKind())
                .withNamespace(namespace)
                .withName(metadata.getName())
                .withUid(metadata.getUid())
                .build();
    }
}
