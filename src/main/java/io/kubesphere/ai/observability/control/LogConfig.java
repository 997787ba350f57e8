package io.kubesphere.ai.observability.control;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How logs are archived. */
@ConfigMapping(prefix = "aip.logs")
interface LogConfig {
    /** Whether this replica archives; reading is always possible. */
    @WithDefault("true")
    boolean collect();

    /** Lines are archived when the first of them has waited so long. */
    @WithDefault("2s")
    Duration chunkAge();

    /** Or when so many bytes wait. */
    @WithDefault("2097152")
    int chunkBytes();

    /** What all streams together may keep in memory before each archives what it has rather than read on. */
    @WithDefault("134217728")
    long bufferBytes();

    /** Threads that split, compress and store. */
    @WithDefault("8")
    int threads();

    /** Streams that one replica follows at most; each holds a connection to the API server. */
    @WithDefault("4000")
    int mostFollowed();

    /** A replica that has not renewed for so long is taken for dead. */
    @WithDefault("15s")
    Duration lease();

    /** How often to look for work. */
    @WithDefault("1s")
    Duration beat();

    /** First pause after a failure; it doubles, for the archive up to twenty times and for a node up to 120 times this. */
    @WithDefault("500ms")
    Duration retry();

    /** A connection that has brought nothing for so long is checked, since a dead one looks the same. */
    @WithDefault("5m")
    Duration silence();

    /** How long a connection may stay open after its container has ended. */
    @WithDefault("10s")
    Duration farewell();

    /** How long after its last stream was completed a run's log is deleted. */
    @WithDefault("90d")
    Duration retention();
}
