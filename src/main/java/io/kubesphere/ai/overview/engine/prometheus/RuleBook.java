package io.kubesphere.ai.overview.engine.prometheus;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The recording rules of our chart. Where Prometheus has them we ask for what they record; where it does not, the same
 * expressions go into the question, so that both ways give the same figures.
 */
final class RuleBook {
    private static final String FILE = "/overview/usage-rules.yaml";
    private static final Pattern RECORD = Pattern.compile("aip:[a-z_]+:[a-z_]+");

    private final Map<String, String> expressions;
    private final boolean isRecorded;

    RuleBook(boolean isRecorded) {
        this.isRecorded = isRecorded;
        this.expressions = read();
    }

    private static Map<String, String> read() {
        try (var file = RuleBook.class.getResourceAsStream(FILE)) {
            var rules = new LinkedHashMap<String, String>();
            for (var group : new ObjectMapper(new YAMLFactory()).readTree(file).path("groups")) {
                for (var rule : group.path("rules")) {
                    rules.put(
                            rule.path("record").asText(),
                            rule.path("expr").asText().strip());
                }
            }
            return rules;
        } catch (IOException broken) {
            throw Problem.of(Problem.Code.INTERNAL, "the recording rules cannot be read")
                    .because(broken);
        }
    }

    /** What a record holds. */
    String of(String name) {
        if (isRecorded) {
            return name;
        }
        return RECORD.matcher(expressions.get(name))
                .replaceAll(match -> Matcher.quoteReplacement("(" + of(match.group()) + ")"));
    }

    /** A record by its name, where there is one. */
    Optional<String> recorded(String name) {
        return Optional.of(name).filter(unused -> isRecorded);
    }

    /** The most that a record has held over a time; looked at once a minute where it is not recorded. */
    String most(String name, Duration window) {
        return isRecorded
                ? "max_over_time(" + name + "[" + window.toSeconds() + "s])"
                : "max_over_time((" + of(name) + ")[" + window.toSeconds() + "s:1m])";
    }

    /** What a record holds of these values of a label. */
    String of(String name, String label, Collection<String> values) {
        return isRecorded
                ? name + "{" + PromQl.isOneOf(label, values) + "}"
                : "((" + of(name) + ") and on (" + label + ") " + PromQl.vectorOf(label, values) + ")";
    }
}
