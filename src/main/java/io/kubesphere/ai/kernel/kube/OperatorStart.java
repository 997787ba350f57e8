package io.kubesphere.ai.kernel.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.RegisteredController;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Starts the reconcilers as soon as the API server answers and serves our kinds; the service itself does not wait. The
 * operator's own start would end the whole application while the API server is away.
 */
@ApplicationScoped
class OperatorStart {
    private static final Logger LOG = Logger.getLogger(OperatorStart.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Operator operator;
    private final Definitions definitions;
    private final ServedApis served;
    private final ScheduledExecutorService retries = Executors.newSingleThreadScheduledExecutor(OperatorStart::daemon);
    private String lastTrouble = "";

    OperatorStart(Operator operator, Definitions definitions, ServedApis served) {
        this.operator = operator;
        this.definitions = definitions;
        this.served = served;
    }

    void start(@Observes StartupEvent event) {
        retries.execute(this::attempt);
    }

    void stop(@Observes ShutdownEvent event) {
        retries.shutdownNow();
        operator.stop();
    }

    private void attempt() {
        try {
            definitions.bring();
            var missing = missing();
            if (missing.isEmpty()) {
                operator.start();
                LOG.info("reconcilers are started");
                return;
            }
            again("the API server does not serve " + missing);
        } catch (Problem | OperatorException failed) {
            again(failed.getMessage());
        }
    }

    private String missing() {
        served.refresh();
        return operator.getRegisteredControllers().stream()
                .map(OperatorStart::kind)
                .filter(kind -> !served.serves(HasMetadata.getApiVersion(kind), HasMetadata.getKind(kind)))
                .map(HasMetadata::getKind)
                .sorted()
                .findFirst()
                .orElse("");
    }

    private static Class<? extends HasMetadata> kind(RegisteredController<?> controller) {
        return controller.getConfiguration().getResourceClass();
    }

    /** Says the same trouble once, not every two seconds. */
    private void again(String trouble) {
        if (!trouble.equals(lastTrouble)) {
            LOG.warnf("reconcilers cannot start yet, trying again cause=%s", trouble);
            lastTrouble = trouble;
        }
        var unused = retries.schedule(this::attempt, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "operator-start");
        thread.setDaemon(true);
        return thread;
    }
}
