package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.observability.LogGap;
import io.kubesphere.ai.observability.control.PodStates.Availability;
import io.kubesphere.ai.observability.engine.PodLogEnd;
import io.kubesphere.ai.observability.store.Claim;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Archives one stream until it is complete: reads, archives, and reads on behind the archive's end when a connection breaks.
 * What failed is tried again, and until the archive has taken all that was read nothing more is. Everything but {@code beat}
 * runs in its mailbox.
 */
final class Follower {
    private static final Logger LOG = Logger.getLogger(Follower.class);

    private final Workshop shop;
    private final Claim claim;
    private final Consumer<Follower> whenOver;
    private final Desk desk;
    private final Intake intake;
    private final ReadPlan plan = new ReadPlan();
    private final Provenance provenance;
    private final FollowerWatch watch;
    private final Backoff readPauses;
    private final Archiver archiver;
    private Optional<Reading> reading = Optional.empty();
    private Optional<ReadPlan.Finish> finish = Optional.empty();

    Follower(Workshop shop, Claim claim, Consumer<Follower> whenOver) {
        this.shop = shop;
        this.claim = claim;
        this.whenOver = whenOver;
        this.desk = new Desk(shop, this::away, this::broken);
        this.intake = new Intake(shop, shop.archive().writer(claim));
        this.provenance = new Provenance(shop.pods(), claim.key());
        this.watch = new FollowerWatch(shop.config());
        this.readPauses = Backoff.ofNode(shop.config().retry());
        this.archiver =
                new Archiver(desk, intake, Backoff.ofArchive(shop.config().retry()), this::resume, this::end);
    }

    Claim claim() {
        return claim;
    }

    /** Nanoseconds that the oldest line in memory has waited. */
    long age(long now) {
        return intake.age(now);
    }

    void start() {
        desk.post(this::read);
    }

    /** Its pod has changed, or may have. */
    void look() {
        desk.post(() -> {
            if (watch.seen(shop.pods().cached(claim.key()), System.nanoTime())) {
                read();
            }
        });
    }

    /** Called every now and then, by another thread. */
    void beat(long now) {
        if (intake.isDue(now)) {
            desk.post(() -> {
                if (intake.isDue(System.nanoTime())) {
                    archive();
                }
            });
        }
        if (watch.isCheckDue(now)) {
            desk.post(this::check);
        }
    }

    /** Archives what waits, if that is possible now, and ends. */
    void stop(Runnable done) {
        desk.last(
                () -> {
                    LOG.debugf("log is left to others stream=%d archived=%s", claim.stream(), intake.flush());
                    end();
                },
                done);
    }

    /** Somebody else goes on. */
    void abandon() {
        desk.post(this::end);
    }

    private void end() {
        desk.close();
        reading.ifPresent(Reading::close);
        intake.release();
        whenOver.accept(this);
    }

    /** The cluster, the database or the object store does not answer. */
    private void away(Problem problem) {
        shop.meters().failed(LogMeters.Place.CLUSTER);
        LOG.debugf(problem, "log cannot be read now stream=%d", claim.stream());
        again();
    }

    private void broken(RuntimeException fault) {
        LOG.errorf(fault, "log is given up, to be taken up again stream=%d", claim.stream());
        end();
    }

    private void again() {
        desk.later(readPauses.next(), this::read);
    }

    private void read() {
        if (reading.isPresent() || archiver.isStuck() || finish.isPresent()) {
            return;
        }
        var found = shop.pods().of(claim.key());
        var unused = watch.seen(found, System.nanoTime());
        switch (found) {
            case RUNNING, ENDED, PREVIOUS -> open(plan.begin(found, intake.lines()), found);
            case UNKNOWN -> again();
            case GONE -> finish(plan.cannotRead(LogGap.Reason.PodGone));
            case REPLACED -> finish(plan.cannotRead(LogGap.Reason.Replaced));
        }
    }

    private void open(Step step, Availability found) {
        var opened = Reading.prepare(shop.archive(), claim, step, found);
        reading = Optional.of(opened);
        provenance.opened();
        watch.opened(step == Step.FOLLOW, System.nanoTime());
        opened.connect(shop.logs(), news -> {
            watch.heard(System.nanoTime());
            desk.post(() -> hear(opened, news));
        });
    }

    /** News of a connection that was given up come too late. */
    private void hear(Reading from, Runnable news) {
        if (reading.filter(current -> current == from).isPresent()) {
            news.run();
            take(from);
        }
    }

    private void take(Reading current) {
        if (archiver.isStuck()) {
            return;
        }
        for (var line = current.next(); line.isPresent(); line = current.next()) {
            if (current.isFirstBehindGap()) {
                intake.mark(LogGap.Reason.Rotated);
            }
            intake.add(line.get());
            if (intake.isFull() && !archive()) {
                return;
            }
        }
        if (current.end().isPresent()) {
            if (archive()) {
                conclude(current, current.end().get());
            }
        } else if (!intake.isPressed() || archive()) {
            current.more();
        }
    }

    private void conclude(Reading read, PodLogEnd end) {
        reading = Optional.empty();
        watch.closed();
        if (read.tookNew()) {
            readPauses.reset();
        }
        if (!(end instanceof PodLogEnd.Finished)) {
            shop.meters().failed(LogMeters.Place.POD_LOG);
            LOG.debugf("log broke off, reading on soon stream=%d cause=%s", claim.stream(), end);
        }
        var archived = intake.lastMark(claim.stream());
        var move = plan.after(read, end, archived, shop.pods().cached(claim.key()));
        if (move instanceof ReadPlan.Finish last) {
            finish(last);
        } else if (move instanceof ReadPlan.Later) {
            again();
        } else {
            read();
        }
    }

    /** The connection has been silent, or open, for too long. */
    private void check() {
        if (watch.isCheckDue(System.nanoTime()) && archive()) {
            giveUpReading();
            plan.check();
            read();
        }
    }

    private void giveUpReading() {
        reading.ifPresent(Reading::close);
        reading = Optional.empty();
        watch.closed();
    }

    /** Whether everything is archived; otherwise it is tried again later, and nothing is read until then. */
    private boolean archive() {
        if (reading.filter(current -> provenance.isDoubtful(intake, current)).isPresent()) {
            intake.discard();
            giveUpReading();
            again();
            return false;
        }
        var archived = archiver.archive();
        if (archived && reading.filter(Reading::tookNew).isPresent()) {
            provenance.accepted();
        }
        return archived;
    }

    private void resume() {
        if (finish.isPresent()) {
            complete(finish.get());
        } else if (archive()) {
            reading.ifPresentOrElse(this::take, this::read);
        }
    }

    private void finish(ReadPlan.Finish last) {
        finish = Optional.of(last);
        plan.takeRest().ifPresent(intake::add);
        complete(last);
    }

    private void complete(ReadPlan.Finish last) {
        if (archiver.complete(last.missing())) {
            LOG.debugf("log is complete stream=%d lines=%d", claim.stream(), intake.lines());
            end();
        }
    }
}
