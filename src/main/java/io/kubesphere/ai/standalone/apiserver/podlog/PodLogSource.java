package io.kubesphere.ai.standalone.apiserver.podlog;

import java.io.InputStream;
import java.util.Optional;

/** Where the API server gets the log of a pod's container; the process runner implements it. */
public interface PodLogSource {

    /**
     * The raw bytes asked for, already cut down to the request's tail, since and limit, with an RFC 3339 time before
     * each line when the request asks for timestamps. A follow stream blocks in {@code read} until more comes, ends
     * when the container has ended, and must return from {@code read} soon after {@code close} from another thread.
     *
     * @return empty when the container never started, which the caller sees as a 400 "container is waiting to start"
     */
    Optional<InputStream> open(PodLogRequest request);
}
