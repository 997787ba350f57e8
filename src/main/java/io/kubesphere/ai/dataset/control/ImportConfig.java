package io.kubesphere.ai.dataset.control;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of imports. */
@ConfigMapping(prefix = "aip.dataset.imports")
interface ImportConfig {
    /** Imports that one replica runs at the same time. */
    @WithDefault("4")
    int atOnce();

    /** Files that one import fetches at the same time. */
    @WithDefault("4")
    int filesAtOnce();

    /** How long an import waits for a replica that has died. */
    @WithDefault("30s")
    Duration lease();

    /** How often in a row an import is begun without coming forward before it fails. */
    @WithDefault("10")
    int mostAttempts();

    @WithDefault("2s")
    Duration firstPause();

    @WithDefault("5m")
    Duration longestPause();

    /** How long an import may take, the time included in which it has failed and can be retried. */
    @WithDefault("7d")
    Duration longest();

    @WithDefault("2000000")
    long mostFiles();

    /** Bytes of all files of an import together. */
    @WithDefault("5497558138880")
    long mostBytes();

    /** How long an S3 server may send nothing. */
    @WithDefault("60s")
    Duration timeout();

    /** After how long the pod that reads a volume is looked at again. */
    @WithDefault("5s")
    Duration volumeLook();

    /** Whether Secrets of projects are read for those who may read them; our account needs the right to get them. */
    @WithDefault("false")
    boolean secrets();
}
