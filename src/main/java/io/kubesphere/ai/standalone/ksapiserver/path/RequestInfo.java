package io.kubesphere.ai.standalone.ksapiserver.path;

/** A request understood; the cluster is "" where the path names none. */
public record RequestInfo(Attempt attempt, String cluster) {}
