package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.LogEvent;
import io.kubesphere.ai.observability.LogLine;
import io.kubesphere.ai.observability.LogSelection;
import io.kubesphere.ai.observability.LogStream;
import io.kubesphere.ai.observability.LogTail;
import io.kubesphere.ai.observability.control.Positions.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The archive, then what containers write now, then the end. A stream whose container cannot be followed, for whatever
 * reason, comes out of the archive a little later: lines are never numbered but as the archive does it.
 */
final class FollowTail implements LogTail {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final FollowSource source;
    private final LogSelection what;
    private final Positions positions;
    private final BooleanSupplier ended;
    private final BlockingQueue<Runnable> news = new LinkedBlockingQueue<>();
    private final Map<Long, LiveLog> live = new ConcurrentHashMap<>();
    private Optional<Merge> archived = Optional.empty();
    private Optional<LiveLog> speaking = Optional.empty();
    private long looked = System.nanoTime() - LOOK.toNanos();
    private boolean atEnd;
    private volatile boolean closed;

    /** @param ended whether no further stream can come */
    FollowTail(FollowSource source, LogSelection what, Positions from, BooleanSupplier ended) {
        this.source = source;
        this.what = what;
        this.positions = from;
        this.ended = ended;
    }

    @Override
    public Optional<LogEvent> next() throws InterruptedException {
        while (!closed && !atEnd) {
            var event = fromArchive().or(this::fromLive);
            if (event.isPresent()) {
                return event;
            }
            if (System.nanoTime() - looked >= LOOK.toNanos()) {
                look();
            } else {
                await();
            }
        }
        close();
        return Optional.empty();
    }

    private Optional<LogEvent> fromArchive() {
        archived = archived.filter(Merge::hasNext);
        return archived.map(merge -> merge.take(positions));
    }

    /** A line of the stream that has had news, unless a reader who comes back has had it already. */
    private Optional<LogEvent> fromLive() {
        while (speaking.isPresent()) {
            var log = speaking.get();
            Optional<LogLine> line = log.next();
            if (line.isEmpty()) {
                speaking = Optional.empty();
            } else if (line.get().number() > positions.of(log.stream()).lines()) {
                positions.set(log.stream(), new Place(line.get().number(), false));
                return Optional.of(line.get());
            }
        }
        return Optional.empty();
    }

    private void await() throws InterruptedException {
        var left = LOOK.toNanos() - (System.nanoTime() - looked);
        var task = news.poll(Math.max(left, 0), TimeUnit.NANOSECONDS);
        if (task != null) {
            task.run();
        }
    }

    /** Looks what the archive has by now, and follows what it does not have yet. */
    private void look() {
        looked = System.nanoTime();
        live.values().removeIf(LiveLog::isOver);
        var selected = source.select(what);
        var behind = new ArrayList<LogStream>();
        for (var stream : selected) {
            if (source.isLeft(stream, positions.of(stream.id()))) {
                dropIfSilent(stream.id());
            }
            if (!live.containsKey(stream.id()) && source.isLeft(stream, positions.of(stream.id()))) {
                behind.add(stream);
            }
        }
        if (!behind.isEmpty()) {
            archived = Optional.of(source.merge(behind, positions));
            return;
        }
        selected.stream()
                .filter(stream -> !stream.complete() && !live.containsKey(stream.id()))
                .forEach(this::followLive);
        atEnd = live.isEmpty() && selected.stream().allMatch(LogStream::complete) && isOver(selected);
    }

    /** A connection that has nothing to say while the archive is ahead of it is dead. */
    private void dropIfSilent(long stream) {
        if (news.isEmpty() && live.containsKey(stream)) {
            live.remove(stream).close();
        }
    }

    private void followLive(LogStream stream) {
        var read = positions.of(stream.id()).lines();
        source.follow(what.run(), stream.id(), read, task -> news.add(() -> hear(stream.id(), task)))
                .ifPresent(log -> live.put(stream.id(), log));
        if (closed) {
            live.values().forEach(LiveLog::close);
        }
    }

    private void hear(long stream, Runnable task) {
        task.run();
        speaking = Optional.ofNullable(live.get(stream));
    }

    /** A stream that was asked for by name cannot become another one. */
    private boolean isOver(List<LogStream> selected) {
        return (!what.streams().isEmpty() && !selected.isEmpty())
                || (ended.getAsBoolean() && source.isArchived(what.run()));
    }

    @Override
    public String cursor() {
        return positions.cursor();
    }

    @Override
    public boolean isAtEnd() {
        return atEnd;
    }

    @Override
    public void close() {
        closed = true;
        live.values().forEach(LiveLog::close);
        news.add(() -> {});
    }
}
