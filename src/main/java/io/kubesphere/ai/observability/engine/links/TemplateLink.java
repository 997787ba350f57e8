package io.kubesphere.ai.observability.engine.links;

import io.kubesphere.ai.kernel.outbound.Question;
import io.kubesphere.ai.observability.LineFilter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address with places to fill in, such as {@code {project}}. */
public final class TemplateLink {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");

    private final String template;

    public TemplateLink(String template) {
        this.template = template;
    }

    /** Filled in, each value encoded so that it stays one. */
    public String of(String workspace, String project, LineFilter what) {
        var values = Map.of(
                "workspace", workspace,
                "project", project,
                "application", what.application().orElse(""),
                "run", what.run().orElse(""),
                "pod", what.pod().orElse(""),
                "container", what.container().orElse(""),
                "text", what.text().orElse(""),
                "from", Long.toString(what.from().toEpochMilli()),
                "to", Long.toString(what.to().toEpochMilli()));
        return PLACE.matcher(template)
                .replaceAll(
                        place -> Matcher.quoteReplacement(Question.segment(values.getOrDefault(place.group(1), ""))));
    }

    /** What of a question the page is told; it shows the lines of this one. */
    public LineFilter told(LineFilter what) {
        return new LineFilter(
                told("application", what.application()),
                told("run", what.run()),
                told("pod", what.pod()),
                told("container", what.container()),
                Optional.empty(),
                told("text", what.text()),
                what.from(),
                what.to());
    }

    private Optional<String> told(String place, Optional<String> value) {
        return value.filter(unused -> template.contains("{" + place + "}"));
    }
}
