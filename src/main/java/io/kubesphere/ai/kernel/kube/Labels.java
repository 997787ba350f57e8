package io.kubesphere.ai.kernel.kube;

import java.util.regex.Pattern;

/** Labels and annotations that several modules write or read; each says who writes and who reads it. */
public final class Labels {
    /** API group of all our kinds. */
    public static final String GROUP = "ai.kubesphere.io";

    public static final String VERSION = "v1alpha1";

    /** Module that owns an object ({@code training}); written on all we create, read by selectors and log pipelines. */
    public static final String MODULE = "ai.kubesphere.io/module";

    /** Name of the custom resource a pod belongs to; written by engines, read by informers and log pipelines. */
    public static final String RUN = "ai.kubesphere.io/run";

    /** Uid of that custom resource; written by engines, read when names are reused. */
    public static final String RUN_UID = "ai.kubesphere.io/run-uid";

    /** Application a pod belongs to; written by engines, read by the log pipeline. */
    public static final String APPLICATION = "ai.kubesphere.io/application";

    /** Version of the algorithm or model; written by engines. */
    public static final String ALGORITHM_VERSION = "ai.kubesphere.io/version";

    /** User who asked for the run; label-safe form; written by engines. */
    public static final String OWNER = "ai.kubesphere.io/owner";

    /** Workspace of a namespace; written by KubeSphere on namespaces and by us on pods, read by us. */
    public static final String WORKSPACE = "kubesphere.io/workspace";

    /** User who created an object; annotation; written by the KAPI, never trusted from a body. */
    public static final String CREATOR = "kubesphere.io/creator";

    /** W3C trace context of the request that created an object; annotation; written by the KAPI, read by who makes pods. */
    public static final String TRACE_PARENT = "ai.kubesphere.io/traceparent";

    private static final Pattern UNFIT = Pattern.compile("[^-A-Za-z0-9_.]");
    private static final int LONGEST_VALUE = 63;

    private Labels() {}

    /** A text as a label takes it: user names may be e-mail addresses, and a label takes fewer characters. */
    public static String value(String text) {
        var fit = UNFIT.matcher(text).replaceAll("_");
        var cut = fit.substring(0, Math.min(fit.length(), LONGEST_VALUE));
        return cut.replaceAll("^[-_.]+|[-_.]+$", "");
    }
}
