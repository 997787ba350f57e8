package io.kubesphere.ai.notification;

import java.time.Instant;

/**
 * Something that has happened, once.
 *
 * @param key says which happening it is: the same key is recorded once, however often it is told
 */
public record Happening(String key, HappeningKind kind, About about, Words words, Instant at) {

    /**
     * Whose and what it is; what there is none of is empty.
     *
     * @param owner user who made the object
     * @param queue Kueue LocalQueue
     */
    public record About(
            String project, String workspace, Thing object, String owner, String application, String queue) {}

    /** The object it happened to; {@code uid} tells namesakes apart. */
    public record Thing(String kind, String name, String uid) {}

    /**
     * What is to be said.
     *
     * @param reason CamelCase word for machines; empty when there is none
     * @param message one plain sentence
     * @param nextStep what to do now; empty when there is nothing to do
     */
    public record Words(String reason, String message, String nextStep) {}

    /** The same under another key. */
    public Happening keyed(String other) {
        return new Happening(other, kind, about, words, at);
    }
}
