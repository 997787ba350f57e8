package io.kubesphere.ai.notification.engine.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.outbound.Letter;
import io.kubesphere.ai.notification.engine.Notice;
import io.kubesphere.ai.notification.engine.Receiver;
import io.kubesphere.ai.notification.engine.Wording;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * CloudEvents 1.0 in structured JSON. Fields are added but never change their meaning; if one had to, {@code type} would end
 * with another version.
 */
public final class CloudEvents implements Wording {
    private static final String TYPE = "io.kubesphere.ai.%s.v1";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Letter letter(Notice notice, Receiver to) {
        var body = body(notice);
        var headers = new HashMap<String, String>();
        headers.put("Content-Type", "application/cloudevents+json; charset=utf-8");
        headers.put("Accept", "*/*");
        headers.put("webhook-id", notice.id().toString());
        headers.put("webhook-timestamp", Long.toString(notice.sentAt().getEpochSecond()));
        if (!to.secret().isEmpty()) {
            headers.put("webhook-signature", Signature.of(to.secret()).over(notice, body));
        }
        if (!to.authorization().isEmpty()) {
            headers.put("Authorization", to.authorization());
        }
        return new Letter(to.address(), headers, body);
    }

    private static String body(Notice notice) {
        var happening = notice.happening();
        var event = new LinkedHashMap<String, Object>();
        event.put("specversion", "1.0");
        event.put("id", notice.id().toString());
        event.put("type", TYPE.formatted(happening.kind().name()));
        event.put("source", KapiPaths.ROOT + "/namespaces/" + happening.about().project());
        event.put(
                "subject",
                happening.about().object().kind() + "/"
                        + happening.about().object().name());
        event.put("time", happening.at().toString());
        event.put("datacontenttype", "application/json");
        event.put("data", content(notice));
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException impossible) {
            throw Problem.of(Problem.Code.INTERNAL, "a notification cannot be written as JSON")
                    .because(impossible);
        }
    }

    private static Map<String, Object> content(Notice notice) {
        var about = notice.happening().about();
        var words = notice.happening().words();
        var data = new LinkedHashMap<String, Object>();
        data.put("kind", notice.happening().kind().name());
        data.put("severity", notice.happening().kind().severity().name());
        data.put("sequence", notice.sequence());
        data.put("project", about.project());
        data.put("workspace", about.workspace());
        data.put(
                "object",
                Map.of(
                        "kind", about.object().kind(),
                        "name", about.object().name(),
                        "uid", about.object().uid()));
        data.put("owner", about.owner());
        data.put("application", about.application());
        data.put("queue", about.queue());
        data.put("reason", words.reason());
        data.put("message", words.message());
        data.put("nextStep", words.nextStep());
        return data;
    }
}
