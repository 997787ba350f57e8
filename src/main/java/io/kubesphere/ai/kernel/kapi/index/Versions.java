package io.kubesphere.ai.kernel.kapi.index;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Compares resource versions. They are opaque in the API's contract but counters in every API server, and client-go
 * compares them too (KEP-5504); where one is not a number the later arrival wins.
 */
final class Versions {
    private Versions() {}

    static boolean isNewer(HasMetadata arrived, HasMetadata held) {
        var next = number(arrived);
        var current = number(held);
        return next < 0 || current < 0 || next > current;
    }

    private static long number(HasMetadata object) {
        var version = object.getMetadata().getResourceVersion();
        return version != null && version.matches("\\d{1,18}") ? Long.parseLong(version) : -1;
    }
}
