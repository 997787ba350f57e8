package io.kubesphere.ai.standalone.runner.process;

import java.util.Optional;

/** A process that was ours, told apart from a later one with the same pid, also after the machine was started anew. */
public record ProcessIdentity(String bootId, long pid, long startTicks) {

    /** What the wrapper of a container wrote when it began: the boot's id and its own stat line. */
    public static Optional<ProcessIdentity> parse(String claim) {
        var space = claim.indexOf(' ');
        if (space < 0) {
            return Optional.empty();
        }
        return ProcessStat.parse(claim.substring(space + 1).strip())
                .map(stat -> new ProcessIdentity(claim.substring(0, space), stat.pid(), stat.startTicks()));
    }
}
