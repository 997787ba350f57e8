package io.kubesphere.ai.standalone.runner.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that one container has started. A process belongs to it when it carries the container's marker in its
 * environment, is in the session of the container's wrapper, or descends from one that does; so those count that have
 * made themselves a session of their own (torchrun's workers do) or have lost their parent. A process that does all of
 * this and clears its environment too escapes.
 */
public final class ProcessTree {

    private final ProcessTable table;
    private final String marker;
    private final Optional<ProcessIdentity> wrapper;

    /** @param marker the marker's value that only this container's processes have */
    public ProcessTree(ProcessTable table, String marker, Optional<ProcessIdentity> wrapper) {
        this.table = table;
        this.marker = marker;
        this.wrapper = wrapper;
    }

    /** Asks the container's process group to end. */
    public void terminate() {
        var group = liveWrapper().map(ProcessIdentity::pid);
        if (group.isEmpty()) {
            return;
        }
        for (var process : table.listing(System.nanoTime()).processes()) {
            if (process.group() == group.get()) {
                signal(process, false);
            }
        }
    }

    /**
     * Kills what is left, the wrapper last: it still has to write down how the program ended.
     *
     * @return whether nothing is left
     */
    public boolean kill() {
        var keep = liveWrapper().map(ProcessIdentity::pid).orElse(-1L);
        var members = members(table.listing(System.nanoTime()));
        for (var member : members) {
            if (member.pid() != keep) {
                signal(member, true);
            }
        }
        return members.isEmpty();
    }

    /** Kills the wrapper too, which by itself ends right after the program. */
    public void killWrapper() {
        liveWrapper().flatMap(identity -> table.stat(identity.pid())).ifPresent(stat -> signal(stat, true));
    }

    private Optional<ProcessIdentity> liveWrapper() {
        return wrapper.filter(table::isAlive);
    }

    private Set<ProcessStat> members(ProcessTable.Listing listing) {
        // A session's number is free again once its leader and all members are gone, so it proves nothing after that.
        var session = liveWrapper().map(ProcessIdentity::pid).orElse(-1L);
        var own = ProcessHandle.current().pid();
        var children = new HashMap<Long, List<ProcessStat>>();
        var found = new HashSet<ProcessStat>();
        for (var process : listing.processes()) {
            children.computeIfAbsent(process.parent(), unused -> new ArrayList<>())
                    .add(process);
            var isMarked = marker.equals(listing.marked().get(process.pid()));
            if (process.pid() != own && (isMarked || process.session() == session)) {
                found.add(process);
            }
        }
        for (var process : List.copyOf(found)) {
            addDescendants(process, children, found);
        }
        return found;
    }

    private static void addDescendants(
            ProcessStat process, Map<Long, List<ProcessStat>> children, Set<ProcessStat> found) {
        for (var child : children.getOrDefault(process.pid(), List.of())) {
            if (found.add(child)) {
                addDescendants(child, children, found);
            }
        }
    }

    /** A handle knows its process's start time and signals no other; the second look makes sure it is the one we mean. */
    private void signal(ProcessStat process, boolean forcibly) {
        var handle = ProcessHandle.of(process.pid());
        var isStillThere =
                table.stat(process.pid()).filter(process::isSameProcess).isPresent();
        if (handle.isPresent() && isStillThere) {
            var unused =
                    forcibly ? handle.get().destroyForcibly() : handle.get().destroy();
        }
    }
}
