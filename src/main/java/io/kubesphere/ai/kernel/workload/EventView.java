package io.kubesphere.ai.kernel.workload;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventSeries;
import io.fabric8.kubernetes.api.model.MicroTime;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** An event, of the old form or the new. */
record EventView(Event event) {

    String reason() {
        return Objects.requireNonNullElse(event.getReason(), "");
    }

    String message() {
        return Objects.requireNonNullElse(event.getMessage(), "");
    }

    /** As {@code Kind/name}. */
    String object() {
        return event.getInvolvedObject().getKind() + "/"
                + event.getInvolvedObject().getName();
    }

    /** When it last happened: events of the new form count in a series. */
    Instant time() {
        return text().flatMap(Timestamps::parse).orElse(Instant.EPOCH);
    }

    private Optional<String> text() {
        return Stream.of(
                        Optional.ofNullable(event.getSeries())
                                .map(EventSeries::getLastObservedTime)
                                .map(MicroTime::getTime),
                        Optional.ofNullable(event.getLastTimestamp()),
                        Optional.ofNullable(event.getEventTime()).map(MicroTime::getTime),
                        Optional.ofNullable(event.getMetadata().getCreationTimestamp()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    Evidence evidence() {
        return new Evidence(object(), "events[" + reason() + "]", message(), text().orElse(""));
    }
}
