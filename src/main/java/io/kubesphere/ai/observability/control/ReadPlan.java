package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.LogGap;
import io.kubesphere.ai.observability.control.PodStates.Availability;
import io.kubesphere.ai.observability.engine.PodLogEnd;
import io.kubesphere.ai.observability.store.LogRecord;
import io.kubesphere.ai.observability.store.LogRecord.Mark;
import java.util.Optional;

/** How the reading of one log stands: what to do next, and what is known of its end. */
final class ReadPlan {
    /** So often a node must say that it has no such log of an ended container. */
    private static final int REFUSALS = 5;

    private Step step = Step.FOLLOW;
    private Optional<LogRecord> rest = Optional.empty();
    private boolean drained;
    private int refusals;

    /** What to do. */
    sealed interface Move {}

    /** Read at once. */
    record Now() implements Move {}

    /** Read after a pause. */
    record Later() implements Move {}

    /** Say that the stream is complete; {@code missing} when something may be missing at its end. */
    record Finish(Optional<LogGap.Reason> missing) implements Move {}

    /** How to read a log that can be read. */
    Step begin(Availability found, long archivedLines) {
        if (found != Availability.RUNNING && step == Step.FOLLOW) {
            step = archivedLines == 0 && rest.isEmpty() ? Step.CATCH_UP : Step.LAST_LINE;
        }
        return step;
    }

    /** The connection is not to be trusted: compares what the node has with what is archived. */
    void check() {
        step = Step.LAST_LINE;
    }

    /** What to do when nothing can be read any more. */
    Finish cannotRead(LogGap.Reason reason) {
        // A log that ended well was most likely read to its end, when nobody can tell any more.
        return new Finish(drained ? Optional.empty() : Optional.of(reason));
    }

    /** What came behind the last line break, for the archive's end; only once. */
    Optional<LogRecord> takeRest() {
        var taken = rest;
        rest = Optional.empty();
        return taken;
    }

    /** What to do after a read. */
    Move after(Reading read, PodLogEnd end, Optional<Mark> archived, Availability now) {
        return end instanceof PodLogEnd.Finished ? afterWell(read, archived, now) : afterFailure(read, end);
    }

    private Move afterWell(Reading read, Optional<Mark> archived, Availability now) {
        refusals = 0;
        var seen = read.rest();
        var next = Course.after(read.outcome(seen.map(LogRecord::mark), archived, rest.map(LogRecord::mark)));
        if (step != Step.LAST_LINE) {
            rest = seen;
            drained = true;
        }
        if (next instanceof Course.Settled settled) {
            step = Step.FOLLOW;
            return read.ended() ? new Finish(settled.missing()) : new Now();
        }
        step = ((Course.Read) next).step();
        return step == Step.FOLLOW && now == Availability.RUNNING ? new Later() : new Now();
    }

    private Move afterFailure(Reading read, PodLogEnd end) {
        if (step == Step.TAKE_ALL && read.tookNew()) {
            step = read.ended() ? Step.CATCH_UP : Step.FOLLOW;
        }
        drained = drained && step != Step.FOLLOW;
        var denied = end instanceof PodLogEnd.Refused refused && refused.isFinal() && read.ended();
        refusals = denied ? refusals + 1 : 0;
        return refusals < REFUSALS ? new Later() : cannotRead(LogGap.Reason.LogLost);
    }
}
