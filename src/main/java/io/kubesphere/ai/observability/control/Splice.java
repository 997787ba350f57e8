package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.store.LogRecord.Mark;
import java.util.List;

/**
 * Finds where a log that is read again goes beyond what is archived. The archive's last lines come first, unless the node
 * has thrown them away, and then their successors. Lines are recognized by time and content; of equal ones each counts.
 */
final class Splice {
    private final List<Mark> archived;
    private State state = State.SEEKING;
    private int matched;

    /** How far it is. */
    enum State {
        SEEKING,
        /** What comes now follows the archive's last line. */
        JOINED,
        /** What comes now is newer than the archive's last line, but there may be something between. */
        GAP
    }

    /** @param archived last archived lines, at least one; all that are as new as the oldest that is read again */
    Splice(List<Mark> archived) {
        this.archived = archived;
    }

    /** Whether this line, the next one that was read, is not archived yet. */
    boolean isNew(Mark line) {
        if (state != State.SEEKING) {
            return true;
        }
        var next = successor(line);
        if (next > 0) {
            matched = next;
            state = matched == archived.size() ? State.JOINED : State.SEEKING;
            return false;
        }
        // An unknown line that is no newer is an old one, or a piece: nodes begin to read inside long lines.
        if (line.nanos() <= archived.get(archived.size() - 1).nanos()) {
            return false;
        }
        state = State.GAP;
        return true;
    }

    /** How many archived lines end with this one; of equal ones that which goes on from the line before. */
    private int successor(Mark line) {
        if (matched < archived.size() && archived.get(matched).equals(line)) {
            return matched + 1;
        }
        var found = archived.indexOf(line);
        if (matched == 0) {
            return found + 1;
        }
        var before = archived.get(matched - 1);
        for (var at = archived.size() - 1; at > 0; at--) {
            if (archived.get(at).equals(line) && archived.get(at - 1).equals(before)) {
                return at + 1;
            }
        }
        return found + 1;
    }

    State state() {
        return state;
    }
}
