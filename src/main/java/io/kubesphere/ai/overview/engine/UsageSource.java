package io.kubesphere.ai.overview.engine;

/** Whoever measures use. */
public interface UsageSource {

    /** As users may read it. */
    String name();

    /**
     * As of now, of the whole cluster: what a user may see of it is decided by who asks, so nothing of users is in the
     * question.
     *
     * @throws io.kubesphere.ai.kernel.kapi.Problem UNAVAILABLE when it cannot be asked
     */
    Usage now();
}
