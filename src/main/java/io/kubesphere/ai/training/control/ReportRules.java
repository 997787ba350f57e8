package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.Report;
import io.kubesphere.ai.training.ReportedMetric;
import io.kubesphere.ai.training.ReportedText;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a report may hold: the limits of MLflow's own server, so that a program that runs there runs here. As there, a
 * long value is cut and a long key refused.
 */
final class ReportRules {
    private static final int MOST_METRICS = 1000;
    private static final int MOST_TEXTS = 100;
    private static final int MOST_TOGETHER = 1000;
    private static final int LONGEST_KEY = 250;
    private static final int LONGEST_PARAMETER = 6000;
    private static final int LONGEST_TAG = 8000;

    private static final Pattern KEY = Pattern.compile("[/\\w.\\- :]+", Pattern.UNICODE_CHARACTER_CLASS);

    private ReportRules() {}

    /** The report as it will be stored, or a 422. */
    static Report check(Report report) {
        counts(report);
        report.metrics().forEach(ReportRules::metric);
        unique(report.parameters());
        return new Report(
                report.metrics(),
                texts("parameter", report.parameters(), LONGEST_PARAMETER),
                texts("tag", report.tags(), LONGEST_TAG));
    }

    /** Tags as they will be stored, or a 422. */
    static List<ReportedText> tags(List<ReportedText> tags) {
        return texts("tag", tags, LONGEST_TAG);
    }

    /** Parameters of a logged model; they follow the rules of a run's. */
    static List<ReportedText> parameters(List<ReportedText> parameters) {
        return texts("parameter", parameters, LONGEST_PARAMETER);
    }

    private static void counts(Report report) {
        atMost("metrics", report.metrics().size(), MOST_METRICS);
        atMost("params", report.parameters().size(), MOST_TEXTS);
        atMost("tags", report.tags().size(), MOST_TEXTS);
        atMost(
                "metrics, params and tags together",
                report.metrics().size()
                        + report.parameters().size()
                        + report.tags().size(),
                MOST_TOGETHER);
    }

    private static void atMost(String what, int count, int most) {
        if (count > most) {
            throw refused("one request takes at most %d %s and has %d; send several", most, what, count);
        }
    }

    private static void metric(ReportedMetric metric) {
        key("metric", metric.key());
        if (metric.timestampMs() < 0) {
            throw refused(
                    "timestamp of metric '%s' must be milliseconds since 1970, was %d",
                    metric.key(), metric.timestampMs());
        }
    }

    private static void unique(List<ReportedText> parameters) {
        var seen = new HashSet<String>();
        parameters.forEach(parameter -> {
            if (!seen.add(parameter.key())) {
                throw refused("parameter '%s' is in the request twice", parameter.key());
            }
        });
    }

    private static List<ReportedText> texts(String what, List<ReportedText> texts, int longest) {
        return texts.stream().map(text -> text(what, text, longest)).toList();
    }

    private static ReportedText text(String what, ReportedText text, int longest) {
        key(what, text.key());
        return new ReportedText(text.key(), cut(text.value(), longest));
    }

    private static void key(String what, String key) {
        if (!KEY.matcher(key).matches()) {
            throw refused(
                    "'%s' is no name for a %s: possible are letters, digits, '_', '-', '.', ' ', ':' and '/'",
                    key, what);
        }
        if (!isPath(key)) {
            throw refused("'%s' is no name for a %s: as a path it would mean something else", key, what);
        }
        if (key.codePointCount(0, key.length()) > LONGEST_KEY) {
            throw refused("the name of a %s has at most %d characters", what, LONGEST_KEY);
        }
    }

    /** MLflow keeps such names as files in places, and refuses all that a file system would read otherwise. */
    private static boolean isPath(String key) {
        if (key.startsWith("..")) {
            return false;
        }
        for (var part : key.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return true;
    }

    /** Lengths count characters, not UTF-16 units. */
    private static String cut(String value, int longest) {
        return value.length() <= longest || value.codePointCount(0, value.length()) <= longest
                ? value
                : value.substring(0, value.offsetByCodePoints(0, longest));
    }

    private static Problem refused(String format, Object... values) {
        return Problem.of(Problem.Code.INVALID, format, values);
    }
}
