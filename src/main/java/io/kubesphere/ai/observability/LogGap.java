package io.kubesphere.ai.observability;

import java.time.Instant;

/**
 * A place where lines may be missing.
 *
 * @param beforeLine number of the line that follows; one more than the last line's when none does
 * @param foundAt by the database's clock
 */
public record LogGap(long stream, long beforeLine, Reason reason, Instant foundAt) implements LogEvent {

    /** Why lines may be missing; stored by name. */
    public enum Reason {
        Rotated("The node has thrown lines away before they could be read"),
        PodGone("The pod was deleted before its log was read to the end"),
        Replaced("The container was started again before its log was read to the end"),
        EarlierInstances("The container had been started before, and those logs could not be read any more"),
        LogLost("The node has no log of the container any more"),
        ObjectLost("The object store has lost a piece of the archive");

        private final String message;

        Reason(String message) {
            this.message = message;
        }

        /** One sentence for the person who reads the log. */
        public String message() {
            return message;
        }
    }
}
