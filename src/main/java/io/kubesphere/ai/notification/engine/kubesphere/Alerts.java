package io.kubesphere.ai.notification.engine.kubesphere;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.outbound.Letter;
import io.kubesphere.ai.notification.Happening;
import io.kubesphere.ai.notification.HappeningKind;
import io.kubesphere.ai.notification.engine.Notice;
import io.kubesphere.ai.notification.engine.Receiver;
import io.kubesphere.ai.notification.engine.Wording;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What KubeSphere's notification-manager takes at {@code /api/v2/alerts}: the data of an Alertmanager webhook with one alert.
 * The label {@code namespace} leads it to the receivers of the project's members; routers may choose by any other label. Its
 * answer only says that it will try: who was reached is in its own history.
 */
public final class Alerts implements Wording {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/api/v2/alerts";

    @Override
    public Letter letter(Notice notice, Receiver to) {
        var alert = Map.of(
                "status", status(notice.happening().kind()),
                "labels", labels(notice),
                "annotations", annotations(notice),
                "startsAt", notice.happening().at().toString(),
                "endsAt", notice.happening().at().toString());
        var headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        if (!to.authorization().isEmpty()) {
            headers.put("Authorization", to.authorization());
        }
        return new Letter(
                URI.create(to.address().toString().replaceAll("/+$", "") + PATH),
                headers,
                text(Map.of("receiver", "ai-platform", "status", alert.get("status"), "alerts", List.of(alert))));
    }

    /** It knows two; only the end of something that was told is one of the second. */
    private static String status(HappeningKind kind) {
        return kind == HappeningKind.JobRecovered ? "resolved" : "firing";
    }

    private static Map<String, String> labels(Notice notice) {
        var about = notice.happening().about();
        var labels = new HashMap<String, String>();
        labels.put("alertname", notice.happening().kind().name());
        labels.put("severity", notice.happening().kind().severity().name());
        labels.put("namespace", about.project());
        labels.put("workspace", about.workspace());
        labels.put("object_kind", about.object().kind());
        labels.put("object_name", about.object().name());
        labels.put("owner", about.owner());
        labels.put("application", about.application());
        labels.put("queue", about.queue());
        labels.put("reason", notice.happening().words().reason());
        labels.values().removeIf(String::isEmpty);
        return labels;
    }

    private static Map<String, String> annotations(Notice notice) {
        return Map.of(
                "message", message(notice.happening()),
                "summary", notice.happening().kind().meaning(),
                "event_id", notice.id().toString());
    }

    private static String message(Happening happening) {
        var about = happening.about();
        var words = happening.words();
        var message = "%s %s/%s: %s"
                .formatted(
                        about.object().kind(), about.project(), about.object().name(), words.message());
        return words.nextStep().isEmpty() ? message : message + ". " + words.nextStep();
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw Problem.of(Problem.Code.INTERNAL, "an alert cannot be written as JSON")
                    .because(impossible);
        }
    }
}
