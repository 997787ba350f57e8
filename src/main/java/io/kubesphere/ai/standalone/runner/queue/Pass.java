package io.kubesphere.ai.standalone.runner.queue;

import java.time.Duration;
import java.util.Optional;

/** One look at the thing behind a key: compares what is with what shall be, and acts on the difference. */
@FunctionalInterface
public interface Pass<K> {

    /** Answers after which time to look again even if nothing is reported. */
    Optional<Duration> over(K key);
}
