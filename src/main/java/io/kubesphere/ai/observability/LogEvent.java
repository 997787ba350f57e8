package io.kubesphere.ai.observability;

/** What a reader gets of a log, in order. */
public sealed interface LogEvent permits LogLine, LogGap {

    /** {@link LogStream#id()} of the stream it belongs to. */
    long stream();
}
