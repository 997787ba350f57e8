package io.kubesphere.ai.training;

import java.util.List;

/**
 * A run that a program wants to open below its own.
 *
 * @param name empty for one that we choose
 * @param tags must name the parent by {@link TrackedRun#PARENT_TAG}
 */
public record ChildRun(String creator, long startMs, String name, List<ReportedText> tags) {
    public ChildRun {
        tags = List.copyOf(tags);
    }
}
