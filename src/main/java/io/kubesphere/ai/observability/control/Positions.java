package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a reader is in each stream of what it reads: the lines it has had, and whether it was told of the gap behind
 * them. One that was never seen is at its beginning. Merging goes on from here as if it had never stopped.
 */
final class Positions {
    private static final byte VERSION = 1;

    private final TreeMap<Long, Place> places;

    /** Place in one stream. */
    record Place(long lines, boolean behindGap) {
        static final Place BEGIN = new Place(0, false);
    }

    private Positions(Map<Long, Place> places) {
        this.places = new TreeMap<>(places);
    }

    static Positions none() {
        return new Positions(Map.of());
    }

    Positions copy() {
        return new Positions(places);
    }

    Place of(long stream) {
        return places.getOrDefault(stream, Place.BEGIN);
    }

    void set(long stream, Place place) {
        places.put(stream, place);
    }

    boolean isAtBegin() {
        return places.values().stream().allMatch(Place.BEGIN::equals);
    }

    /** For clients: what they need not understand. Streams count up, so each number is small. */
    String cursor() {
        var out = new ByteArrayOutputStream();
        out.write(VERSION);
        var last = 0L;
        for (var entry : places.entrySet()) {
            var place = entry.getValue();
            write(out, entry.getKey() - last);
            write(out, place.lines() * 2 + (place.behindGap() ? 1 : 0));
            last = entry.getKey();
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
    }

    private static void write(ByteArrayOutputStream out, long value) {
        var rest = value;
        while (rest >= 0x80) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** The other way round; a 400 when it is none of ours. */
    static Positions parse(String cursor) {
        try {
            var in = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            if (in.get() != VERSION) {
                throw unknown();
            }
            var positions = none();
            for (var stream = 0L; in.hasRemaining(); ) {
                stream += read(in);
                var place = read(in);
                positions.set(stream, new Place(place >>> 1, (place & 1) == 1));
            }
            return positions;
        } catch (IllegalArgumentException | BufferUnderflowException garbled) {
            throw unknown().because(garbled);
        }
    }

    private static long read(ByteBuffer in) {
        var value = 0L;
        for (var shift = 0; shift < Long.SIZE - 1; shift += 7) {
            var next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw unknown();
    }

    private static Problem unknown() {
        return Problem.of(Problem.Code.BAD_REQUEST, "the cursor is not valid; read from the beginning");
    }
}
