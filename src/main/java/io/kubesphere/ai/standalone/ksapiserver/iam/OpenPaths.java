package io.kubesphere.ai.standalone.ksapiserver.iam;

import java.util.Set;

/** Paths that need no permission. */
public final class OpenPaths {
    private static final Set<String> WHOLE = Set.of(
            ".well-known/openid-configuration", "version", "metrics", "livez", "healthz", "openapi/v2", "openapi/v3");

    private OpenPaths() {}

    public static boolean contains(String path) {
        var relative = path.startsWith("/") ? path.substring(1) : path;
        return WHOLE.contains(relative) || relative.startsWith("oauth/") || relative.startsWith("dist/");
    }
}
