package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.LogGap;
import io.kubesphere.ai.observability.store.LogRecord.Mark;
import java.util.Optional;

/**
 * What to read after a read that ended well. A node's good end proves nothing, so a log counts as read to its end only when
 * the node's last line is the archive's last, or when everything was read once more and nothing was new.
 */
final class Course {
    private Course() {}

    /**
     * What a read has brought.
     *
     * @param ended whether the container had ended before it began
     * @param tookNew whether it brought lines
     * @param sawAny whether the node has anything at all
     * @param last its last line, and {@code rest} what followed without a line break
     * @param archived the archive's last line, and {@code restBefore} what followed at the read before
     */
    record Outcome(
            Step step,
            boolean ended,
            boolean tookNew,
            boolean sawAny,
            Optional<Splice.State> splice,
            Optional<Mark> last,
            Optional<Mark> rest,
            Optional<Mark> archived,
            Optional<Mark> restBefore) {}

    /** What now. */
    sealed interface Next {}

    /** Reads on. */
    record Read(Step step) implements Next {}

    /** All is archived that can be; {@code missing} says why something may be missing all the same. */
    record Settled(Optional<LogGap.Reason> missing) implements Next {}

    private static final Next SETTLED = new Settled(Optional.empty());

    static Next after(Outcome read) {
        return switch (read.step()) {
            case FOLLOW -> new Read(Step.FOLLOW);
            case LAST_LINE -> afterLastLine(read);
            case CATCH_UP -> isSomethingNew(read) ? new Read(Step.LAST_LINE) : new Read(Step.WHOLE);
            case WHOLE -> afterWhole(read);
            case TAKE_ALL -> read.ended() ? new Read(Step.LAST_LINE) : SETTLED;
        };
    }

    private static Next afterLastLine(Outcome read) {
        var same = read.rest().isPresent()
                ? read.rest().equals(read.restBefore())
                : read.restBefore().isEmpty() && read.last().equals(read.archived());
        if (same) {
            return SETTLED;
        }
        // While it runs its last line is always a newer one, so only reading everything tells.
        return new Read(read.ended() ? Step.CATCH_UP : Step.WHOLE);
    }

    private static boolean isSomethingNew(Outcome read) {
        return read.tookNew() || !read.rest().equals(read.restBefore());
    }

    private static Next afterWhole(Outcome read) {
        var unknown =
                read.splice().filter(state -> state == Splice.State.SEEKING).isPresent();
        if (unknown && read.sawAny()) {
            return new Read(Step.TAKE_ALL);
        }
        if (unknown && read.ended()) {
            return new Settled(Optional.of(LogGap.Reason.Rotated));
        }
        // That there is nothing at all is believed only when a third answer says the same.
        var empty = !read.sawAny() && read.archived().isEmpty();
        return read.ended() && (read.tookNew() || empty) ? new Read(Step.LAST_LINE) : SETTLED;
    }
}
