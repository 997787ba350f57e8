package io.kubesphere.ai.overview;

import java.util.Arrays;
import java.util.OptionalLong;

/** An amount per measure; what is not known is not zero. */
public final class Amounts {
    /** Nothing is known. */
    public static final Amounts UNKNOWN = new Amounts(new long[Measure.values().length], 0);

    /** Known to be zero. */
    public static final Amounts ZERO =
            new Amounts(new long[Measure.values().length], (1 << Measure.values().length) - 1);

    private final long[] values;
    private final int known;

    private Amounts(long[] values, int known) {
        this.values = values;
        this.known = known;
    }

    public OptionalLong get(Measure measure) {
        return (known & 1 << measure.slot()) == 0 ? OptionalLong.empty() : OptionalLong.of(values[measure.slot()]);
    }

    /** The amount, or zero where it is not known; for sums and orders. */
    public long orZero(Measure measure) {
        return values[measure.slot()];
    }

    /** The same with one measure known to be this. */
    public Amounts with(Measure measure, long amount) {
        var changed = values.clone();
        changed[measure.slot()] = amount;
        return new Amounts(changed, known | 1 << measure.slot());
    }

    /** The same with one measure not known. */
    public Amounts without(Measure measure) {
        var changed = values.clone();
        changed[measure.slot()] = 0;
        return new Amounts(changed, known & ~(1 << measure.slot()));
    }

    /** Whether there are cards of which nobody says how much memory they have. */
    public boolean hidesCardMemory() {
        return orZero(Measure.GPU) > 0 && get(Measure.GPU_MEMORY).isEmpty();
    }

    /** The sum of what is known of either. */
    public Amounts plus(Amounts other) {
        if (other.known == 0) {
            return this;
        }
        var sum = values.clone();
        Arrays.setAll(sum, i -> values[i] + other.values[i]);
        return new Amounts(sum, known | other.known);
    }

    /** What is left of this when the other is taken away; where nothing is known of the other it counts as zero. */
    public Amounts minus(Amounts other) {
        var left = values.clone();
        Arrays.setAll(left, i -> (known & 1 << i) == 0 ? 0 : values[i] - other.values[i]);
        return new Amounts(left, known);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Amounts that && known == that.known && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + known;
    }

    @Override
    public String toString() {
        var text = new StringBuilder("{");
        for (var measure : Measure.values()) {
            get(measure).ifPresent(amount -> text.append(text.length() > 1 ? ", " : "")
                    .append(measure.wireName())
                    .append('=')
                    .append(measure.inUnits(amount).toPlainString()));
        }
        return text.append('}').toString();
    }
}
