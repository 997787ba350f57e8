package io.kubesphere.ai.tracing;

/** What is known of the span that began another. */
public enum ParentKind {
    /** It has none: the trace begins here. */
    NONE,
    /** It is in the answer. */
    KNOWN,
    /** Nobody has reported it, or not yet. */
    MISSING,
    /** It is in a project that the caller does not see; the row's parent is the nearest that he sees, if any. */
    OTHER_PROJECT
}
