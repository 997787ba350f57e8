package io.kubesphere.ai.standalone;

import io.kubesphere.ai.standalone.StandaloneOptions.Front;
import io.kubesphere.ai.standalone.ksapiserver.KsApiServer;
import io.kubesphere.ai.standalone.ksapiserver.KsApiServerOptions;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/** All that surrounds the service: it is started before, and stopped after. */
final class Platform implements AutoCloseable {
    /** Part of the tokens, as KubeSphere writes it by default. */
    private static final String ISSUER = "http://ks-console.kubesphere-system.svc:30880";

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Consumer<String> progress;
    private final StateDirectory state;
    private final URI frontDoor;
    private final ServiceSettings settings;
    private final Optional<Console> console;
    private final StandaloneOptions options;
    private Optional<InstalledPrometheus> prometheus = Optional.empty();

    private Platform(StandaloneOptions options, Consumer<String> progress) {
        this.progress = progress;
        this.options = options;
        this.frontDoor = URI.create("http://localhost:" + options.port());
        try {
            this.state = keep(StateDirectory.open(options.state()));
            this.settings = start(options, Clock.systemUTC());
            this.console = Optional.of(options.front())
                    .filter(Front.GENUINE::equals)
                    .map(genuine -> keep(Console.start(state, frontDoor)));
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private ServiceSettings start(StandaloneOptions options, Clock clock) {
        step("PostgreSQL");
        var database = keep(EmbeddedDatabase.start(state.path("postgres"), state.port("postgres")));
        step("Kubernetes API and process runner");
        var cluster = keep(EmbeddedCluster.start(state, options, clock));
        step("ks-apiserver");
        var pages = keep(new PageServer());
        keep(KsApiServer.start(new KsApiServerOptions(
                new KsApiServerOptions.Kubernetes(cluster.client(), cluster.url()),
                new KsApiServerOptions.Listener("127.0.0.1", options.port()),
                new KsApiServerOptions.Signing(state.secret("tokens"), ISSUER),
                clock,
                Optional.of(pages.url()),
                "host")));
        var service = new ServiceSettings(state, cluster, database, frontDoor);
        cluster.announce(service.serviceUrl().toString());
        state.write(state.path(ServiceSettings.ACCOUNT_TOKEN), cluster.accountToken());
        prometheus = InstalledPrometheus.start(state, service.serviceUrl(), cluster.meterPort())
                .map(this::keep);
        prometheus.map(InstalledPrometheus::url).ifPresent(service::usePrometheus);
        step("the service");
        return service;
    }

    /** @param progress is told what is being started */
    static Platform start(StandaloneOptions options, Consumer<String> progress) {
        if (!StateDirectory.isFree(options.port())) {
            throw new StartFailure(
                    "port " + options.port() + " is taken; give another one: mvn -Pstandalone -Dport=9080");
        }
        return new Platform(options, progress);
    }

    private void step(String what) {
        progress.accept("starting " + what);
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    StateDirectory state() {
        return state;
    }

    /** Where people and programs come in. */
    URI frontDoor() {
        return frontDoor;
    }

    StandaloneOptions options() {
        return options;
    }

    /** Whether figures over time are kept, by a Prometheus of this machine. */
    boolean keepsHistory() {
        return prometheus.isPresent();
    }

    /** The genuine console, where it was asked for. */
    Optional<Console> console() {
        return console;
    }

    /** Answers 200 once the service can do everything. */
    URI readiness() {
        return settings.serviceUrl().resolve("/q/health/ready");
    }

    /** Tells the service, which is to start in this process, where everything is. */
    void configureService() {
        settings.apply();
    }

    @Override
    public void close() {
        RuntimeException first = null;
        for (var part : parts) {
            try {
                part.close();
            } catch (Exception failed) {
                first = first == null ? new IllegalStateException("a part did not stop", failed) : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
