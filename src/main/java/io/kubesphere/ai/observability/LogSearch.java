package io.kubesphere.ai.observability;

import io.kubesphere.ai.kernel.kapi.Problem;

/** What to look for: lines that contain a text; at most {@code limit} of them. */
public record LogSearch(String text, boolean ignoreCase, int limit) {
    private static final int LONGEST = 1000;

    public LogSearch {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw Problem.of(Problem.Code.BAD_REQUEST, "search for 1 to %d characters", LONGEST);
        }
        if (limit < 1) {
            throw Problem.of(Problem.Code.BAD_REQUEST, "the limit must be at least 1, was %d", limit);
        }
    }
}
