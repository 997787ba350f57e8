package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.kube.ServedApis;
import io.kubesphere.ai.training.crd.TrainingJobSpec;
import io.kubesphere.ai.training.engine.TrainingEngine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The engines that we have adapters for, and which of them this cluster serves. */
@ApplicationScoped
class Engines {
    private final List<TrainingEngine> engines;
    private final ServedApis served;

    @Inject
    Engines(Instance<TrainingEngine> engines, ServedApis served) {
        this(engines.stream().toList(), served);
    }

    /** With these adapters. */
    Engines(List<TrainingEngine> engines, ServedApis served) {
        this.engines = engines.stream()
                .sorted(Comparator.comparingInt(TrainingEngine::preference).reversed())
                .toList();
        this.served = served;
    }

    /** Best first. */
    List<TrainingEngine> all() {
        return engines;
    }

    Optional<TrainingEngine> named(String name) {
        return engines.stream().filter(engine -> engine.name().equals(name)).findFirst();
    }

    /** The engine that a job asks for, if the cluster has it. */
    Optional<TrainingEngine> choose(String wanted) {
        return engines.stream()
                .filter(engine ->
                        wanted.equals(TrainingJobSpec.AUTO) || engine.name().equals(wanted))
                .filter(this::isServed)
                .findFirst();
    }

    boolean isServed(TrainingEngine engine) {
        return served.serves(engine.api().apiVersion(), engine.api().kind());
    }

    /** Names for people, e.g. {@code KubeflowTrainer, KubernetesJob}. */
    String names() {
        return engines.stream().map(TrainingEngine::name).collect(Collectors.joining(", "));
    }
}
