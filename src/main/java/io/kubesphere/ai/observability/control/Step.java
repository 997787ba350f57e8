package io.kubesphere.ai.observability.control;

/** Ways to read a container's log. */
enum Step {
    /** From the archive's end on, as long as the container writes. */
    FOLLOW,
    /** The last line alone, to compare it with the archive's last. */
    LAST_LINE,
    /** From the archive's end on, what is there. */
    CATCH_UP,
    /** Everything that is there, leaving out what is archived: also finds lines that a clock set back made look old. */
    WHOLE,
    /** Everything that is there; nothing of it is archived. */
    TAKE_ALL
}
