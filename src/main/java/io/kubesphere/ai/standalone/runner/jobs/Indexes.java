package io.kubesphere.ai.standalone.runner.jobs;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Optional;
import java.util.regex.Pattern;

/** A set of completion indexes, written as {@code 0-2,5}. */
final class Indexes {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    private final BitSet bits;

    private Indexes(BitSet bits) {
        this.bits = bits;
    }

    static Indexes none() {
        return new Indexes(new BitSet());
    }

    /** Those below a limit; what cannot be read is left out, as it is by Kubernetes. */
    static Indexes parse(String text, int limit) {
        var bits = new BitSet();
        for (var part : Optional.ofNullable(text).orElse("").split(",")) {
            var range = RANGE.matcher(part);
            if (range.matches()) {
                var first = Integer.parseInt(range.group(1));
                var last = Optional.ofNullable(range.group(2))
                        .map(Integer::parseInt)
                        .orElse(first);
                bits.set(first, Math.max(first, Math.min(last + 1, limit)));
            }
        }
        return new Indexes(bits);
    }

    Indexes with(Iterable<Integer> more) {
        var sum = (BitSet) bits.clone();
        more.forEach(sum::set);
        return new Indexes(sum);
    }

    Indexes and(Indexes other) {
        var both = (BitSet) bits.clone();
        both.and(other.bits);
        return new Indexes(both);
    }

    boolean has(int index) {
        return bits.get(index);
    }

    int size() {
        return bits.cardinality();
    }

    /** Two in a row are listed one by one, three and more as a range. */
    @Override
    public String toString() {
        var parts = new ArrayList<String>();
        for (var first = bits.nextSetBit(0); first >= 0; ) {
            var end = bits.nextClearBit(first);
            if (end - first == 1) {
                parts.add(Integer.toString(first));
            } else if (end - first == 2) {
                parts.add(first + "," + (first + 1));
            } else {
                parts.add(first + "-" + (end - 1));
            }
            first = bits.nextSetBit(end);
        }
        return String.join(",", parts);
    }
}
