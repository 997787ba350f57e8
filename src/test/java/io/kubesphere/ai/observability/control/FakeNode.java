package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.store.LogRecord;
import io.kubesphere.ai.standalone.apiserver.podlog.PodLogRequest;
import io.kubesphere.ai.standalone.apiserver.podlog.PodLogSource;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The log files of a node, read as a kubelet reads them: the current file only, whole seconds of {@code sinceTime}. */
final class FakeNode implements PodLogSource {
    private static final DateTimeFormatter NANOS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);

    private final Map<String, List<ContainerLog>> containers = new HashMap<>();

    /** One written line; {@code text} without its line break. */
    record Written(Instant time, ByteBuffer text, boolean ended) {
        Written(Instant time, String text) {
            this(time, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), true);
        }

        byte[] content() {
            var bytes = new byte[text.remaining()];
            text.get(text.position(), bytes);
            return bytes;
        }

        byte[] bytes() {
            var out = new ByteArrayOutputStream();
            out.writeBytes((NANOS.format(time) + " ").getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(content());
            if (ended) {
                out.write('\n');
            }
            return out.toByteArray();
        }
    }

    /** The files of one instance of a container. */
    final class ContainerLog {
        private final List<Written> lines = new ArrayList<>();
        private int fileBegin;
        private boolean ended;
        private boolean lost;

        ContainerLog write(Written line) {
            synchronized (FakeNode.this) {
                lines.add(line);
                FakeNode.this.notifyAll();
            }
            return this;
        }

        ContainerLog write(Instant time, String... texts) {
            for (var text : texts) {
                write(new Written(time, text));
            }
            return this;
        }

        /** Begins a new file; the lines so far cannot be read any more. */
        void rotate() {
            synchronized (FakeNode.this) {
                fileBegin = lines.size();
            }
        }

        /** The container has exited. */
        ContainerLog end() {
            synchronized (FakeNode.this) {
                ended = true;
                FakeNode.this.notifyAll();
            }
            return this;
        }

        /** The node has deleted the files. */
        void lose() {
            synchronized (FakeNode.this) {
                lost = true;
            }
        }

        /** Lines as the archive counts them. */
        long size() {
            synchronized (FakeNode.this) {
                return lines.stream()
                        .mapToLong(line -> 1 + Math.max(0, line.content().length - 1) / LogRecord.LONGEST)
                        .sum();
            }
        }

        /** What the program has written. */
        byte[] raw() {
            synchronized (FakeNode.this) {
                var out = new ByteArrayOutputStream();
                for (var line : lines) {
                    out.writeBytes(line.content());
                    if (line.ended()) {
                        out.write('\n');
                    }
                }
                return out.toByteArray();
            }
        }
    }

    /** Starts a container, again if it was started before. */
    synchronized ContainerLog start(String pod, String container) {
        var log = new ContainerLog();
        containers
                .computeIfAbsent(pod + "/" + container, key -> new ArrayList<>())
                .add(log);
        return log;
    }

    @Override
    public synchronized Optional<InputStream> open(PodLogRequest request) {
        var instances = containers.getOrDefault(
                request.pod() + "/" + request.container().orElse("main"), List.of());
        var index = instances.size() - (request.previous() ? 2 : 1);
        if (index < 0 || instances.get(index).lost) {
            return Optional.empty();
        }
        var log = instances.get(index);
        var begin = log.fileBegin;
        if (request.tailLines().isPresent()) {
            begin = (int) Math.max(begin, log.lines.size() - request.tailLines().getAsLong());
        }
        var since = request.sinceTime().map(time -> time.truncatedTo(ChronoUnit.SECONDS));
        return Optional.of(new Stream(log, begin, since, request.follow()));
    }

    /** Reads a log while it is written. */
    private final class Stream extends InputStream {
        private final ContainerLog log;
        private final Optional<Instant> since;
        private final boolean follow;
        private int next;
        private byte[] line = new byte[0];
        private int at;
        private boolean closed;

        Stream(ContainerLog log, int begin, Optional<Instant> since, boolean follow) {
            this.log = log;
            this.next = begin;
            this.since = since;
            this.follow = follow;
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int from, int most) {
            synchronized (FakeNode.this) {
                if (at == line.length && !advance(true)) {
                    return -1;
                }
                var copied = 0;
                do {
                    var length = Math.min(most - copied, line.length - at);
                    System.arraycopy(line, at, buffer, from + copied, length);
                    at += length;
                    copied += length;
                } while (copied < most && at == line.length && advance(false));
                return copied;
            }
        }

        private boolean advance(boolean mayWait) {
            while (true) {
                while (next < log.lines.size()) {
                    var written = log.lines.get(next);
                    next++;
                    if (since.isEmpty() || !written.time().isBefore(since.get())) {
                        line = written.bytes();
                        at = 0;
                        return true;
                    }
                }
                if (!mayWait || !follow || log.ended || closed) {
                    return false;
                }
                await();
            }
        }

        private void await() {
            try {
                FakeNode.this.wait();
            } catch (InterruptedException stopped) {
                closed = true;
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            synchronized (FakeNode.this) {
                closed = true;
                FakeNode.this.notifyAll();
            }
        }
    }
}
