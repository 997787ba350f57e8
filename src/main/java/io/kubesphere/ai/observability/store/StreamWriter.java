package io.kubesphere.ai.observability.store;

import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.observability.LogGap;
import io.kubesphere.ai.observability.store.ChunkBuffer.Compressed;
import io.kubesphere.ai.observability.store.ChunkStore.Addition;
import io.kubesphere.ai.observability.store.LogRecord.Mark;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Appends to one stream, under one claim, from one thread at a time. The object is put first and the row after it, so that
 * a row always has its object. A chunk that is still small grows: its object is replaced by a longer one with the same
 * beginning, else a program that prints a line a second would leave an object a second. Readers trust the row's number of
 * lines, so they do not mind which of both they get.
 */
public final class StreamWriter {
    /** Gzipped bytes up to which a chunk grows rather than that a new one begins. */
    private static final int GROWING = 32 * 1024;

    private final ObjectStore objects;
    private final ChunkStore chunks;
    private final Claim claim;
    private final ChunkBuffer buffer = new ChunkBuffer();
    private long lines;
    private int nextSeq;
    private Optional<Growing> growing = Optional.empty();
    private Optional<LogGap.Reason> gap = Optional.empty();
    private Optional<Mark> lastMark = Optional.empty();

    /** The last chunk, while it is small. */
    private record Growing(ChunkRow row, ByteArrayOutputStream gzip) {}

    StreamWriter(ObjectStore objects, ChunkStore chunks, Claim claim) {
        this.objects = objects;
        this.chunks = chunks;
        this.claim = claim;
        this.lines = claim.lines();
        this.nextSeq = claim.chunks();
    }

    /** Takes a line into memory. */
    public void add(LogRecord line) {
        buffer.add(line);
    }

    /** Notes that lines may be missing before the next one that is added; nothing may be waiting in memory. */
    public void mark(LogGap.Reason reason) {
        gap = Optional.of(reason);
    }

    /** Bytes waiting in memory. */
    public int waiting() {
        return buffer.size();
    }

    /** Time of the first line that waits in memory. */
    public Optional<Instant> firstWaiting() {
        return buffer.isEmpty() ? Optional.empty() : Optional.of(LogTime.instant(buffer.firstTime()));
    }

    /** Bytes in memory for other reasons. */
    public int held() {
        return growing.map(tail -> tail.gzip().size()).orElse(0);
    }

    /** Forgets what waits in memory. */
    public void discard() {
        buffer.clear();
        gap = Optional.empty();
    }

    /** Lines in the archive. */
    public long lines() {
        return lines;
    }

    /** What the last line that this writer archived is recognized by. */
    public Optional<Mark> lastMark() {
        return lastMark;
    }

    /**
     * Archives what waits in memory. When that fails with a Problem everything is as before and it can be tried again.
     *
     * @return what was archived; empty when somebody else has claimed the stream, and this writer is of no use any more
     */
    public Optional<Archived> flush() {
        if (buffer.isEmpty()) {
            return Optional.of(new Archived(0, 0));
        }
        var member = buffer.compressed();
        var grown = growing.filter(
                tail -> gap.isEmpty() && tail.gzip().size() + member.gzip().size() <= GROWING);
        var gzip = grown.map(tail -> joined(tail.gzip(), member.gzip())).orElse(member.gzip());
        var row = grown.map(tail -> grown(tail.row(), member, gzip.size())).orElseGet(() -> fresh(member));
        objects.put(row.key(), gzip.toByteArray());
        if (!chunks.add(new Addition(claim, lines, row, grown.isPresent(), member.content(), gap))) {
            return Optional.empty();
        }
        lastMark = buffer.lastMark();
        lines = row.lastLine();
        nextSeq = row.seq() + 1;
        growing = gzip.size() < GROWING ? Optional.of(new Growing(row, gzip)) : Optional.empty();
        gap = Optional.empty();
        buffer.clear();
        return Optional.of(new Archived(member.lines(), member.content()));
    }

    /** What one flush has archived. */
    public record Archived(int lines, long bytes) {}

    private ChunkRow fresh(Compressed member) {
        // The epoch keeps a writer that lost its claim unnoticed from replacing an object of the next one.
        var name = String.format(Locale.ROOT, "%08d-%d.gz", nextSeq, claim.epoch());
        return new ChunkRow(
                claim.stream(),
                nextSeq,
                lines + 1,
                member.lines(),
                member.times(),
                member.content(),
                member.gzip().size(),
                claim.key().prefix() + name);
    }

    private static ChunkRow grown(ChunkRow row, Compressed member, int stored) {
        return new ChunkRow(
                row.stream(),
                row.seq(),
                row.firstLine(),
                row.lines() + member.lines(),
                row.times().followedBy(member.times()),
                row.content() + member.content(),
                stored,
                row.key());
    }

    private static ByteArrayOutputStream joined(ByteArrayOutputStream first, ByteArrayOutputStream second) {
        var both = new ByteArrayOutputStream(first.size() + second.size());
        both.writeBytes(first.toByteArray());
        both.writeBytes(second.toByteArray());
        return both;
    }

    /**
     * Says that nothing follows any more; everything must have been archived.
     *
     * @param missing why lines may be missing at the end
     * @return false when somebody else has claimed the stream
     */
    public boolean complete(Optional<LogGap.Reason> missing) {
        return chunks.complete(claim, lines, missing.or(() -> gap));
    }
}
