package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.LogGap;
import java.util.Optional;

/** Brings one follower's lines into the archive, again and again until the archive takes them. */
final class Archiver {
    private final Desk desk;
    private final Intake intake;
    private final Backoff pauses;
    private final Runnable resume;
    private final Runnable lost;
    private boolean stuck;

    /**
     * @param resume what to do when it is time to try again
     * @param lost what to do when somebody else has claimed the stream
     */
    Archiver(Desk desk, Intake intake, Backoff pauses, Runnable resume, Runnable lost) {
        this.desk = desk;
        this.intake = intake;
        this.pauses = pauses;
        this.resume = resume;
        this.lost = lost;
    }

    /** Whether something waits for another attempt; until then nothing may be added. */
    boolean isStuck() {
        return stuck;
    }

    /** Whether everything is archived; otherwise it is tried again later. */
    boolean archive() {
        return !stuck && isDone(intake.flush());
    }

    /** Whether the stream is complete; otherwise it is tried again later. */
    boolean complete(Optional<LogGap.Reason> missing) {
        return archive() && isDone(intake.complete(missing));
    }

    private boolean isDone(Intake.Flush flush) {
        switch (flush) {
            case DONE -> pauses.reset();
            case FAILED -> tryLater();
            case LOST -> lost.run();
        }
        return flush == Intake.Flush.DONE;
    }

    private void tryLater() {
        stuck = true;
        desk.later(pauses.next(), () -> {
            stuck = false;
            resume.run();
        });
    }
}
