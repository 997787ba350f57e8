package io.kubesphere.ai.dataset.control;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of looking into files. */
@ConfigMapping(prefix = "aip.dataset.preview")
interface PreviewConfig {
    /** Tables that are looked at at the same time; each takes a process and up to {@link #memoryMegabytes()}. */
    @WithDefault("2")
    int tablesAtOnce();

    @WithDefault("512")
    int memoryMegabytes();

    @WithDefault("30s")
    Duration timeout();

    /** Larger files are not looked into. */
    @WithDefault("2147483648")
    long largestTable();

    @WithDefault("67108864")
    long largestImage();

    /** Lines of larger texts are not counted. */
    @WithDefault("1073741824")
    long largestText();
}
