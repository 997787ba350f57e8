package io.kubesphere.ai.observability;

/** Where to begin reading. */
public sealed interface LogPosition {

    LogPosition START = new Start();

    /** Before the first line. */
    record Start() implements LogPosition {}

    /** So that so many of the newest archived lines follow. */
    record Last(int lines) implements LogPosition {}

    /** Before the line with this number; for a selection of one stream. */
    record Line(long number) implements LogPosition {}

    /** Exactly behind what was read when the cursor was handed out. */
    record Behind(String cursor) implements LogPosition {}
}
