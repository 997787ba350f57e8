package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.control.PodStates.Availability;

/** Notices connections that should have brought something, or ended, long ago; written in the mailbox, read outside. */
final class FollowerWatch {
    private static final long NEVER = Long.MAX_VALUE;

    private final long silence;
    private final long farewell;
    private Availability last = Availability.UNKNOWN;
    private boolean following;
    /** Nano time at which the connection is to be checked. */
    private volatile long checkAt = NEVER;

    FollowerWatch(LogConfig config) {
        this.silence = config.silence().toNanos();
        this.farewell = config.farewell().toNanos();
    }

    /** @return whether the container's state has changed */
    boolean seen(Availability now, long time) {
        var changed = last != now;
        last = now;
        if (changed && following && now != Availability.RUNNING) {
            checkAt = time + farewell;
        }
        return changed;
    }

    void opened(boolean toFollow, long time) {
        following = toFollow;
        checkAt = toFollow ? time + silence : NEVER;
    }

    /** Something has come. */
    void heard(long time) {
        if (following && last == Availability.RUNNING) {
            checkAt = time + silence;
        }
    }

    void closed() {
        following = false;
        checkAt = NEVER;
    }

    boolean isCheckDue(long now) {
        var due = checkAt;
        return due != NEVER && now - due >= 0;
    }
}
