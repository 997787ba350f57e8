package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.control.PodStates.Availability;
import io.kubesphere.ai.observability.engine.PodLogConnection;
import io.kubesphere.ai.observability.engine.PodLogEnd;
import io.kubesphere.ai.observability.engine.PodLogListener;
import io.kubesphere.ai.observability.engine.PodLogRequest;
import io.kubesphere.ai.observability.engine.PodLogs;
import io.kubesphere.ai.observability.store.Claim;
import io.kubesphere.ai.observability.store.LogArchive;
import io.kubesphere.ai.observability.store.LogRecord;
import io.kubesphere.ai.observability.store.LogRecord.Mark;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One connection to a container's log, and how far it has been read. */
final class Reading {
    /** Nodes report some errors in place of the log. */
    private static final int NO_LOG = 400;

    private final Step step;
    private final boolean ended;
    private final Optional<Splice> splice;
    private final PodLogRequest request;
    private final LineSplitter lines = new LineSplitter();
    private Optional<PodLogConnection> connection = Optional.empty();
    private Optional<PodLogEnd> end = Optional.empty();
    private Optional<Mark> last = Optional.empty();
    private Optional<LogRecord> rest = Optional.empty();
    private int taken;
    private boolean sawAny;
    private boolean tookNew;
    private boolean toldOfGap;

    private Reading(Step step, boolean ended, Optional<Splice> splice, PodLogRequest request) {
        this.step = step;
        this.ended = ended;
        this.splice = splice;
        this.request = request;
    }

    /** A read of a container's log behind what is archived, or as the step has it. */
    static Reading prepare(LogArchive archive, Claim claim, Step step, Availability found) {
        var blind = step == Step.LAST_LINE || step == Step.TAKE_ALL;
        var archived = blind ? Optional.<LogArchive.Tail>empty() : archive.tail(claim.stream());
        var key = claim.key();
        var request = new PodLogRequest(
                key.run().namespace(),
                key.pod(),
                key.container(),
                step == Step.FOLLOW,
                found == Availability.PREVIOUS,
                step == Step.WHOLE ? Optional.empty() : archived.map(LogArchive.Tail::since),
                step == Step.LAST_LINE);
        var splice = archived.map(tail -> new Splice(tail.marks()));
        return new Reading(step, found != Availability.RUNNING, splice, request);
    }

    /** @param mailbox gets what to do when something has come, in order; it must run one at a time */
    void connect(PodLogs logs, Consumer<Runnable> mailbox) {
        connection = Optional.of(logs.open(request, new PodLogListener() {
            @Override
            public void part(List<ByteBuffer> bytes) {
                mailbox.accept(() -> {
                    lines.feed(bytes);
                    taken++;
                });
            }

            @Override
            public void ended(PodLogEnd how) {
                mailbox.accept(() -> end(how));
            }
        }));
    }

    /** The next line to archive; empty until more comes. */
    Optional<LogRecord> next() {
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            sawAny = true;
            if (step == Step.LAST_LINE) {
                last = line.map(LogRecord::mark);
            } else if (splice.isEmpty() || splice.get().isNew(line.get().mark())) {
                tookNew = true;
                return line;
            }
        }
        if (rest.isEmpty() && end.filter(PodLogEnd.Finished.class::isInstance).isPresent()) {
            rest = lines.rest();
        }
        lines.fault().ifPresent(fault -> {
            close();
            end = Optional.of(new PodLogEnd.Refused(NO_LOG, fault));
        });
        return Optional.empty();
    }

    /** Lets as many parts come as were taken. */
    void more() {
        for (; taken > 0; taken--) {
            connection.ifPresent(PodLogConnection::more);
        }
    }

    void close() {
        connection.ifPresent(PodLogConnection::close);
    }

    /** The first end counts. */
    private void end(PodLogEnd how) {
        end = end.or(() -> Optional.of(how));
    }

    Optional<PodLogEnd> end() {
        return end;
    }

    boolean tookNew() {
        return tookNew;
    }

    /** Whether the container had ended before it began. */
    boolean ended() {
        return ended;
    }

    /** Whether lines may be missing in front of the line that came last; only once. */
    boolean isFirstBehindGap() {
        var first = !toldOfGap && (step == Step.TAKE_ALL || isSplice(Splice.State.GAP));
        toldOfGap = toldOfGap || first;
        return first;
    }

    /** Whether its content shows that it is the right log. */
    boolean isProven() {
        return isSplice(Splice.State.JOINED);
    }

    private boolean isSplice(Splice.State state) {
        return splice.filter(place -> place.state() == state).isPresent();
    }

    /** After the end: what came without a line break. */
    Optional<LogRecord> rest() {
        return rest;
    }

    Course.Outcome outcome(Optional<Mark> rest, Optional<Mark> archived, Optional<Mark> restBefore) {
        return new Course.Outcome(
                step,
                ended,
                tookNew,
                sawAny || rest.isPresent(),
                splice.map(Splice::state),
                last,
                rest,
                archived,
                restBefore);
    }
}
