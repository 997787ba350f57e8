package io.kubesphere.ai.training.control;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.index.ObjectIndex;
import io.kubesphere.ai.kernel.kube.Informers;
import io.kubesphere.ai.kernel.kube.KubeObjects;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.training.crd.TrainingJobStatus.EngineObject;
import io.kubesphere.ai.training.engine.EngineApi;
import io.kubesphere.ai.training.engine.TrainingEngine;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The main objects of all engines that the cluster serves; an engine may be installed at any time. */
@ApplicationScoped
class EngineObjects {
    private static final Logger LOG = Logger.getLogger(EngineObjects.class);

    private final Engines engines;
    private final Informers informers;
    private final KubeObjects objects;
    private final Map<EngineApi, ObjectIndex<GenericKubernetesResource>> indexes = new ConcurrentHashMap<>();
    private final List<Consumer<GenericKubernetesResource>> listeners = new CopyOnWriteArrayList<>();

    EngineObjects(Engines engines, Informers informers, KubeObjects objects) {
        this.engines = engines;
        this.informers = informers;
        this.objects = objects;
    }

    /** Tells of each object that came, changed or went, from now on; {@code listener} must not block. */
    void onChange(Consumer<GenericKubernetesResource> listener) {
        listeners.add(listener);
    }

    /** Begins to watch what is served and not watched yet. */
    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void discover() {
        for (var engine : engines.all()) {
            try {
                if (engines.isServed(engine)) {
                    watch(engine);
                }
            } catch (Problem unknown) {
                LOG.debugf(unknown, "cannot tell whether an engine is served engine=%s", engine.name());
            }
        }
    }

    void watch(TrainingEngine engine) {
        indexes.computeIfAbsent(engine.api(), api -> {
            LOG.infof("engine is served engine=%s kind=%s.%s", engine.name(), api.kind(), api.apiVersion());
            return informers.generic(api.apiVersion(), api.kind(), Labels.RUN_UID, this::changed);
        });
    }

    /**
     * The object as it is. The index may lag behind our own creation, so absence is believed only after the API server
     * itself has been asked.
     */
    Optional<GenericKubernetesResource> find(String namespace, EngineObject made) {
        return engines.named(made.engine())
                .map(TrainingEngine::api)
                .flatMap(api -> Optional.ofNullable(indexes.get(api)))
                .flatMap(index -> index.find(namespace, made.name()))
                .filter(object -> object.getMetadata().getUid().equals(made.uid()))
                .or(() -> fresh(namespace, made));
    }

    private Optional<GenericKubernetesResource> fresh(String namespace, EngineObject made) {
        return objects.get(made.apiVersion(), made.kind(), namespace, made.name())
                .filter(object -> object.getMetadata().getUid().equals(made.uid()));
    }

    private void changed(GenericKubernetesResource object) {
        listeners.forEach(listener -> listener.accept(object));
    }
}
