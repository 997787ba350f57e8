package io.kubesphere.ai.overview;

import java.math.BigDecimal;
import java.util.Locale;

/** What is counted. Inside, amounts are whole numbers of a small unit, so that sums are exact. */
public enum Measure {
    /** Counted in millionths of a core. */
    CPU("core", 6, 0),
    MEMORY("byte", 0, 1),
    /** Counted in millionths of a card: slices and time-shared cards are parts of one. */
    GPU("card", 6, 2),
    GPU_MEMORY("byte", 0, 3);

    private final String unit;
    private final int decimals;
    private final int slot;

    Measure(String unit, int decimals, int slot) {
        this.unit = unit;
        this.decimals = decimals;
        this.slot = slot;
    }

    /** Where {@link Amounts} keep it. */
    int slot() {
        return slot;
    }

    public String unit() {
        return unit;
    }

    /** As it is written over the wire and in configuration: {@code gpuMemory}. */
    public String wireName() {
        return this == GPU_MEMORY ? "gpuMemory" : name().toLowerCase(Locale.ROOT);
    }

    /** An amount in the unit people read; exact. */
    public BigDecimal inUnits(long amount) {
        var exact = BigDecimal.valueOf(amount, decimals).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    /** The nearest amount; who adds up what came of this adds exactly. */
    public long amountOf(double units) {
        return Math.round(units * Math.pow(10, decimals));
    }
}
