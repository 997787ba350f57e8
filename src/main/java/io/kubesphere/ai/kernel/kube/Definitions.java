package io.kubesphere.ai.kernel.kube;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.util.ClassPathUtils;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Brings the definitions of our kinds in the cluster up to those of this version. Helm installs a chart's {@code crds/} but
 * never upgrades them, so the service does; its account may change these definitions and no others.
 */
@ApplicationScoped
class Definitions {
    private static final Logger LOG = Logger.getLogger(Definitions.class);
    private static final String DIRECTORY = "crds";

    /** Whether we may. */
    @ConfigMapping(prefix = "aip.definitions")
    interface Config {
        /** Off where somebody else keeps the definitions, e.g. a GitOps pipeline. */
        @WithDefault("true")
        boolean apply();
    }

    private final KubernetesClient client;
    private final KubeObjects objects;
    private final Config config;

    Definitions(KubernetesClient client, KubeObjects objects, Config config) {
        this.client = client;
        this.objects = objects;
        this.config = config;
    }

    /** Applies all; a Problem when the API server refuses one or does not answer. */
    void bring() {
        if (config.apply()) {
            for (var definition : ours()) {
                var applied = objects.apply(definition);
                LOG.infof("definition is applied name=%s", applied.getMetadata().getName());
            }
        }
    }

    private List<CustomResourceDefinition> ours() {
        var found = new ArrayList<CustomResourceDefinition>();
        try {
            ClassPathUtils.consumeAsPaths(DIRECTORY, directory -> found.addAll(read(directory)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return found;
    }

    private List<CustomResourceDefinition> read(Path directory) {
        try (var files = Files.list(directory)) {
            var definitions = new ArrayList<CustomResourceDefinition>();
            for (var file : files.sorted().toList()) {
                definitions.add(client.getKubernetesSerialization()
                        .unmarshal(Files.readString(file), CustomResourceDefinition.class));
            }
            return definitions;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
