package io.kubesphere.ai.kernel.kapi.http;

/**
 * One server-sent event.
 *
 * @param id where to resume after this event; empty when one cannot
 * @param type the event's name, e.g. {@code line}
 * @param data text, usually one JSON object; line breaks are carried over
 */
public record ServerEvent(String id, String type, String data) {
    public ServerEvent {
        if ((id + type).chars().anyMatch(character -> character == '\n' || character == '\r' || character == 0)) {
            throw new IllegalArgumentException("line breaks in an event's id or type would forge fields");
        }
    }

    public static ServerEvent of(String type, String data) {
        return new ServerEvent("", type, data);
    }

    /** As written (HTML standard, 9.2.6): every line of the data is a field of its own. */
    String text() {
        var text = new StringBuilder(data.length() + 64);
        if (!id.isEmpty()) {
            text.append("id: ").append(id).append('\n');
        }
        text.append("event: ").append(type).append('\n');
        data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
        if (data.isEmpty()) {
            text.append("data: \n");
        }
        return text.append('\n').toString();
    }
}
