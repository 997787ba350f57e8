package io.kubesphere.ai.kernel.workload.agent;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with files of a volume: the first by name, the rest by number. */
final class Oddities {
    private static final int NAMED = 5;
    private static final int LONGEST_NAME = 100;

    private final List<String> first = new ArrayList<>();
    private int count;

    synchronized void add(String path, String what) {
        count++;
        if (first.size() < NAMED) {
            var shown = path.length() > LONGEST_NAME ? path.substring(0, LONGEST_NAME) + "…" : path;
            first.add(shown + " " + what);
        }
    }

    /** Whether more would only be counted. */
    synchronized boolean isFull() {
        return first.size() == NAMED;
    }

    /** A conflict that begins with what is said, when there are any. */
    synchronized void requireNone(String beginning) {
        if (count > 0) {
            var more = count > first.size() ? "; and " + (count - first.size()) + " more" : "";
            throw Problem.of(Problem.Code.CONFLICT, "%s: %s%s", beginning, String.join("; ", first), more);
        }
    }
}
