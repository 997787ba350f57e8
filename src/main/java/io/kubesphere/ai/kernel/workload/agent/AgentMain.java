package io.kubesphere.ai.kernel.workload.agent;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** The command line: {@code prepare}, {@code collect}, {@code snapshot}, {@code --help}. */
public final class AgentMain {
    private static final String USAGE =
            """
            Brings a run's files into its pods and back.

              prepare   fetches code and inputs, then ends; for an init container
              collect   waits for SIGTERM, then stores the outputs of rank 0; for a sidecar
              snapshot  tells the service what is on the volume at AIP_VOLUME, then ends

            AIP_SERVICE_URL               where the service is (required)
            AIP_TOKEN_FILE                holds the pod's token for the service (required)
            AIP_RANK                      this worker's number (0)
            AIP_WORKSPACE                 holds inputs/<name>, outputs/<name> and code (/aip)
            AIP_VOLUME                    where a snapshot's volume is mounted
            AIP_GIT_USERNAME, AIP_GIT_PASSWORD   login for a private Git repository
            AIP_CACHE, AIP_CACHE_BYTES    directory of this node that keeps fetched inputs, and its size (none)
            AIP_CACHE_WAIT_SECONDS        how long to wait for another pod that fetches the same (3600)
            AIP_PATIENCE_SECONDS          how long the service may be away while fetching (300)
            AIP_STALL_SECONDS             silence after which a connection counts as broken (120)
            AIP_UPLOAD_DEADLINE_SECONDS   time for storing outputs after SIGTERM (3600)
            AIP_TERMINATION_LOG           where the last words go (/dev/termination-log, if there)

            Exit codes: 0 all is done, 1 something is not (the last line says what), 2 wrong usage,
            75 the service was away: another pod may go on.""";

    /** EX_TEMPFAIL of sysexits.h: whoever watches the pod takes only 1 for its last word. */
    private static final int TRY_AGAIN = 75;

    private AgentMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        keepLibrariesQuiet();
        var settings = new Settings(System.getenv());
        var journal = new Journal(System.out, System.err, settings.terminationLog());
        switch (arguments.length == 1 ? arguments[0] : "") {
            case "prepare" -> System.exit(prepare(settings, journal));
            case "collect" -> {
                var code = guarded(journal, () -> collect(settings, journal));
                if (code != 0) {
                    System.exit(code);
                }
                new CountDownLatch(1).await();
            }
            case "snapshot" -> System.exit(snapshot(settings, journal));
            case "--help" -> System.out.println(USAGE);
            default -> {
                System.err.println(USAGE);
                System.exit(2);
            }
        }
    }

    /** The log is for the run's owner; and the service's logging is not on the agent's class path as a whole. */
    private static void keepLibrariesQuiet() {
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }

    static int prepare(Settings settings, Journal journal) {
        return guarded(journal, () -> {
            var retries = Retries.whilePatient(settings.patience(), journal);
            new Prepare(settings, service(settings), retries, journal).run();
            return 0;
        });
    }

    static int snapshot(Settings settings, Journal journal) {
        return guarded(journal, () -> {
            try {
                Snapshot.take(settings, service(settings), Retries.whilePatient(settings.patience(), journal), journal);
                return 0;
            } catch (Problem away) {
                if (away.code() != Problem.Code.UNAVAILABLE) {
                    throw away;
                }
                journal.fail(away.getMessage());
                return TRY_AGAIN;
            }
        });
    }

    /** Comes back once everything is set for the end. */
    private static int collect(Settings settings, Journal journal) {
        var ready = settings.workspace().collecting();
        Disk.forget(ready);
        if (settings.rank() != 0) {
            atTermination(() -> 0);
            Disk.note(ready);
            journal.say("rank %d stores nothing: rank 0 does", settings.rank());
            return 0;
        }
        var collect = new Collect(settings, service(settings), journal);
        var limit = settings.uploadDeadline();
        atTermination(() -> guarded(journal, () -> finish(collect, limit, journal)));
        // The program may start now: whenever it ends, its outputs are stored.
        Disk.note(ready);
        collect.begin();
        return 0;
    }

    private static Service service(Settings settings) {
        return new Service(settings.service(), settings.tokenFile(), StallWatch.start(settings.stall()));
    }

    /**
     * The JVM ends as soon as its shutdown hooks have; so the last work is done in one, which then ends the JVM with that
     * work's exit code instead of the signal's. A second SIGTERM finds the shutdown under way and changes nothing.
     */
    private static void atTermination(IntSupplier lastWork) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(lastWork.getAsInt()), "last-work"));
    }

    private static int finish(Collect collect, Duration limit, Journal journal) {
        endAfter(limit, collect, journal);
        // A little earlier than the timer, since who gives up by himself can say why.
        var failures = collect.finish(System.nanoTime() + limit.toNanos() / 20 * 19);
        if (failures.isEmpty()) {
            journal.say("all outputs are stored");
            return 0;
        }
        journal.fail(String.join("; ", failures));
        return 1;
    }

    /** Work that still moves at the deadline would be killed soon, and without a word. */
    private static void endAfter(Duration limit, Collect collect, Journal journal) {
        var timer = new Thread(
                () -> {
                    try {
                        TimeUnit.NANOSECONDS.sleep(limit.toNanos());
                    } catch (InterruptedException notNeeded) {
                        return;
                    }
                    journal.fail("not stored within %d s: %s".formatted(limit.toSeconds(), collect.pending()));
                    Runtime.getRuntime().halt(1);
                },
                "deadline");
        timer.setDaemon(true);
        timer.start();
    }

    private static int guarded(Journal journal, IntSupplier work) {
        try {
            return work.getAsInt();
        } catch (Problem problem) {
            journal.fail(problem.getMessage());
        } catch (InvalidPathException unnameable) {
            journal.fail("the name %s cannot be written here; the container needs LC_ALL=C.UTF-8"
                    .formatted(unnameable.getInput()));
        } catch (OutOfMemoryError full) {
            journal.fail("this container needs more memory: " + full.getMessage());
        } catch (RuntimeException | Error unexpected) {
            unexpected.printStackTrace();
            journal.fail("unexpected: " + unexpected);
        }
        return 1;
    }
}
