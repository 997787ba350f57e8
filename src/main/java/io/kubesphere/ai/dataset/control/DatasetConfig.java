package io.kubesphere.ai.dataset.control;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of uploads. */
@ConfigMapping(prefix = "aip.dataset")
interface DatasetConfig {
    /** How long an upload takes files before it expires. */
    @WithDefault("72h")
    Duration uploadExpiry();

    /** Bytes of a piece where the client does not say. */
    @WithDefault("67108864")
    long pieceSize();

    /** How many bodies of unknown length are taken at once; each holds 8 MiB of memory. */
    @WithDefault("16")
    int unboundedBodies();
}
