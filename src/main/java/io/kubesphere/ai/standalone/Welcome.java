package io.kubesphere.ai.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Waits for the service, brings the demo content the first time, and tells how to come in. */
final class Welcome {
    private static final Logger LOG = Logger.getLogger(Welcome.class);
    private static final String CONTENT = "demo-content";
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Platform platform;
    private final PrintStream console;
    private final Thread thread;

    Welcome(Platform platform, PrintStream console) {
        this.platform = platform;
        this.console = console;
        this.thread = new Thread(this::run, "welcome");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    private void run() {
        try {
            awaitService();
            if (!platform.state().isDone(CONTENT)) {
                new DemoContent(DemoUser.logIn(platform.frontDoor(), "admin")).bring();
                platform.state().noteDone(CONTENT);
            }
            console.println(text());
            if (platform.console().isPresent()) {
                console.println("  " + platform.console().get().awaited());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException | UncheckedIOException failed) {
            LOG.error("the demo content could not be brought", failed);
            console.println("The demo content could not be brought: " + failed.getMessage() + "; see "
                    + ServiceSettings.log(platform.state()));
        }
    }

    private void awaitService() throws InterruptedException {
        var request = HttpRequest.newBuilder(platform.readiness()).build();
        var http = HttpClient.newHttpClient();
        var tries = PATIENCE.dividedBy(PAUSE);
        while (!isReady(http, request)) {
            if (tries-- == 0) {
                throw new IllegalStateException("the service does not become ready");
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private static boolean isReady(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYetThere) {
            LOG.debugf(notYetThere, "the service does not answer yet");
            return false;
        }
    }

    private String apiServers() {
        return switch (platform.options().apiServer()) {
            case STAND_IN -> "stand-ins of Kubernetes' and KubeSphere's API servers";
            case REAL -> "real etcd and kube-apiserver, a stand-in of KubeSphere's API server";
        };
    }

    private String history() {
        return platform.keepsHistory()
                ? "this machine's Prometheus keeps them over time"
                : "for figures over time install Prometheus (Debian: apt-get install prometheus)";
    }

    private String text() {
        var state = platform.state().root();
        return """

                The AI platform runs: %s

                  Log in as admin, research-admin, risk-operator, risk-viewer or stranger; the password is %s
                  Embedded: PostgreSQL, an object store of files, %s,
                  and a runner that starts pods as processes of this machine, so images are not pulled
                  CPU and memory are measured by the runner; %s
                  State: %s (delete it to start anew); log: %s
                  kubectl --kubeconfig %s get trainingjobs -A
                  Ctrl-C stops the platform; programs that run go on, and the next start takes them up again
                """
                .formatted(
                        platform.frontDoor(),
                        DemoUser.PASSWORD,
                        apiServers(),
                        history(),
                        state,
                        ServiceSettings.log(platform.state()),
                        state.resolve("kubeconfig"));
    }
}
