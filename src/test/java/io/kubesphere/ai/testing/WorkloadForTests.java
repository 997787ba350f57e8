package io.kubesphere.ai.testing;

import io.kubesphere.ai.kernel.workload.WorkloadConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What pods get from us where no pod is looked at closely. */
public class WorkloadForTests implements WorkloadConfig {
    @Override
    public Cache cache() {
        return new NodeDirectory(Optional.empty());
    }

    @Override
    public String image() {
        return "platform:1";
    }

    @Override
    public URI serviceUrl() {
        return URI.create("http://platform:8080");
    }

    @Override
    public Duration uploadPatience() {
        return Duration.ofHours(1);
    }

    @Override
    public String agentCpu() {
        return "50m";
    }

    @Override
    public String agentMemory() {
        return "256Mi";
    }

    /** A directory of each node, or none. */
    public record NodeDirectory(Optional<String> directory) implements WorkloadConfig.Cache {
        @Override
        public String size() {
            return "10Gi";
        }
    }
}
