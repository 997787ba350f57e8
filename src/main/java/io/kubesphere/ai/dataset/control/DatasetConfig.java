package io.kubesphere.ai.dataset.control;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalLong;

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

    /** Most files that come out of one archive. */
    @WithDefault("2000000")
    long archiveMostFiles();

    /** How many times its own size may come out of an archive. */
    @WithDefault("200")
    long archiveMostRatio();

    /** Bytes that may come out of any archive, however small it is. */
    @WithDefault("1073741824")
    long archiveFreeBytes();

    /** Bytes that the datasets of one project may have together; absent means any number. */
    OptionalLong projectQuota();
}
