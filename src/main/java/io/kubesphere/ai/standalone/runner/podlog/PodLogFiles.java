package io.kubesphere.ai.standalone.runner.podlog;

import io.kubesphere.ai.standalone.apiserver.podlog.PodLogRequest;
import io.kubesphere.ai.standalone.apiserver.podlog.PodLogSource;
import io.kubesphere.ai.standalone.runner.state.AttemptDirectory;
import io.kubesphere.ai.standalone.runner.state.PodDirectory;
import io.kubesphere.ai.standalone.runner.state.PodRef;
import io.kubesphere.ai.standalone.runner.state.RunnerDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * All logs in a state directory. It needs no API server and so can be there before one is; what an earlier process left
 * is readable at once. A single thread looks ten times a second at the logs that may grow.
 */
public final class PodLogFiles implements PodLogSource, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PodLogFiles.class);
    private static final long LOOK_MILLIS = 100;

    private final RunnerDirectory directory;
    private final Clock clock;
    private final Map<String, String> uids = new ConcurrentHashMap<>();
    private final Map<Path, TimedLog> logs = new ConcurrentHashMap<>();
    private final Set<TimedLog> growing = ConcurrentHashMap.newKeySet();
    private final Set<String> awaitingRestart = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "runner-logs");
        thread.setDaemon(true);
        return thread;
    });

    private PodLogFiles(RunnerDirectory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** The logs of the runner that works, or will work, on this state directory. */
    public static PodLogFiles in(Path stateDirectory, Clock clock) {
        var files = new PodLogFiles(RunnerDirectory.at(stateDirectory), clock);
        files.directory.leftPods().forEach(pod -> pod.ref().ifPresent(files::know));
        var unused = files.looker.scheduleWithFixedDelay(files::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return files;
    }

    public RunnerDirectory directory() {
        return directory;
    }

    private void look() {
        growing.forEach(this::look);
    }

    private void look(TimedLog log) {
        try {
            log.catchUp(now());
        } catch (IOException | RuntimeException e) {
            LOG.warnf("log cannot be read, trying again file=%s cause=%s", log.raw(), e);
        }
    }

    private long now() {
        return LogStart.nanos(clock.instant());
    }

    private static String key(String namespace, String pod) {
        return namespace + "/" + pod;
    }

    /** From now on this pod is meant by its name. */
    public void know(PodRef pod) {
        uids.put(key(pod.namespace(), pod.name()), pod.uid());
    }

    /** A program begins, or goes on, to write to this attempt's log. */
    public void begin(String uid, String container, AttemptDirectory attempt) {
        awaitingRestart.remove(uid + "/" + container);
        growing.add(log(uid, container, attempt));
    }

    /** Nobody writes to this attempt's log any more; who follows it gets the rest and then the end. */
    public void end(String uid, String container, AttemptDirectory attempt) {
        var log = log(uid, container, attempt);
        growing.remove(log);
        look(log);
        log.complete();
    }

    /** This attempt never came to run. */
    public void discard(AttemptDirectory attempt) {
        Optional.ofNullable(logs.remove(attempt.log())).ifPresent(growing::remove);
    }

    /** The container's newest run is over and another will follow, so it is the previous one already. */
    public void awaitRestart(String uid, String container) {
        awaitingRestart.add(uid + "/" + container);
    }

    /** The pod's files are about to be removed. Who reads one has it open and reads on to its end. */
    public void forget(PodRef pod) {
        uids.remove(key(pod.namespace(), pod.name()), pod.uid());
        awaitingRestart.removeIf(name -> name.startsWith(pod.uid() + "/"));
        var files = directory.pod(pod.uid());
        for (var container : files.containers()) {
            for (var attempt : files.attempts(container)) {
                end(pod.uid(), container, attempt);
                logs.remove(attempt.log());
            }
        }
    }

    private TimedLog log(String uid, String container, AttemptDirectory attempt) {
        var known = logs.get(attempt.log());
        if (known != null) {
            return known;
        }
        var floor = previous(directory.pod(uid), container, attempt).map(this::lastNanos);
        return logs.computeIfAbsent(
                attempt.log(), raw -> new TimedLog(raw, attempt.path().resolve("times"), floor.orElse(0L)));
    }

    private static Optional<AttemptDirectory> previous(PodDirectory pod, String container, AttemptDirectory attempt) {
        return pod.attempts(container).stream()
                .filter(other -> other.number() == attempt.number() - 1)
                .findFirst();
    }

    private long lastNanos(AttemptDirectory attempt) {
        try {
            return new TimedLog(attempt.log(), attempt.path().resolve("times"), 0).lastNanos(now());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + attempt.log(), e);
        }
    }

    @Override
    public Optional<InputStream> open(PodLogRequest request) {
        var uid = Optional.ofNullable(uids.get(key(request.namespace(), request.pod())));
        return uid.flatMap(known -> request.container().flatMap(name -> open(known, name, request)));
    }

    private Optional<InputStream> open(String uid, String container, PodLogRequest request) {
        var attempts = directory.pod(uid).attempts(container);
        var isPast = request.previous() && !awaitingRestart.contains(uid + "/" + container);
        var number = attempts.size() - (isPast ? 2 : 1);
        if (number < 0) {
            return Optional.empty();
        }
        var attempt = attempts.get(number);
        var log = log(uid, container, attempt);
        if (attempt.outcome().isPresent() || isPast) {
            log.complete();
        } else if (!log.isComplete()) {
            growing.add(log);
        }
        try {
            return Optional.of(LogStream.open(log, request, clock));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log.raw(), e);
        }
    }

    @Override
    public void close() {
        looker.shutdownNow();
        logs.values().forEach(TimedLog::complete);
    }
}
