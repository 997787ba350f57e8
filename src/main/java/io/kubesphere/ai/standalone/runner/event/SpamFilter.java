package io.kubesphere.ai.standalone.runner.event;

import java.time.Duration;
import java.util.Map;

/** Lets each component say 25 things about an object at once, and one more every five minutes (client-go's defaults). */
final class SpamFilter {

    private static final double BURST = 25;
    private static final double REFILL_NANOS = Duration.ofMinutes(5).toNanos();

    private final Map<String, Allowance> allowances = new Remembered<>();

    private record Allowance(double left, long atNanos) {}

    boolean admits(String about) {
        var now = System.nanoTime();
        var before = allowances.getOrDefault(about, new Allowance(BURST, now));
        var left = Math.min(BURST, before.left() + (now - before.atNanos()) / REFILL_NANOS);
        var admitted = left >= 1;
        allowances.put(about, new Allowance(admitted ? left - 1 : left, now));
        return admitted;
    }
}
