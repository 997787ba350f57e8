package io.kubesphere.ai.standalone.runner.podlog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The times of lines one after the other, as the kubelet writes them before each line. */
final class LineTimes {

    private static final DateTimeFormatter RFC_3339_NANO = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z' ", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final TimeIndex index;
    private long number;
    private TimeIndex.Entry entry = new TimeIndex.Entry(0, 0, 0);
    private long before;

    private LineTimes(TimeIndex index) {
        this.index = index;
    }

    /** Beginning with the line that starts here. */
    static LineTimes from(TimeIndex index, FileChannel bytes, long offset) throws IOException {
        var times = new LineTimes(index);
        times.number = index.atOffset(offset);
        if (times.number >= 0) {
            times.entry = index.get(times.number);
            var isInside = offset < times.entry.until();
            // the newline right before the offset begins the line asked for
            times.before = isInside ? TimedLog.linesIn(bytes, times.entry.from(), offset) : 0;
        }
        return times;
    }

    /** The prefix of the next line, which begins at this offset. */
    byte[] prefix(long offset) throws IOException {
        if (offset >= entry.until()) {
            number++;
            entry = index.get(number);
            before = 0;
        }
        var time = LogStart.instant(entry.nanos() + before);
        before++;
        return RFC_3339_NANO.format(time).getBytes(StandardCharsets.US_ASCII);
    }
}
