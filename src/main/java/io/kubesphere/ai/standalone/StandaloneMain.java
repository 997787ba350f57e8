package io.kubesphere.ai.standalone;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Starts the whole platform on this machine: {@code mvn -Pstandalone}. */
@QuarkusMain(name = "standalone")
public final class StandaloneMain {
    private static final long PATIENCE_SECONDS = 60;

    private StandaloneMain() {}

    public static void main(String... arguments) {
        var closed = new CountDownLatch(1);
        // The JVM would halt as soon as the service has stopped, while the database is still writing.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> await(closed), "standalone-stop"));
        var code = 1;
        try {
            code = run(System.out, arguments);
        } catch (StartFailure failure) {
            System.err.println("The platform does not start: " + failure.getMessage());
        } finally {
            closed.countDown();
        }
        System.exit(code);
    }

    private static int run(PrintStream console, String... arguments) {
        var failure = new AtomicReference<Throwable>();
        try (var platform = Platform.start(StandaloneOptions.of(System.getProperties()), console::println)) {
            platform.configureService();
            var welcome = new Welcome(platform, console);
            welcome.start();
            Quarkus.run(null, (exitCode, thrown) -> failure.set(thrown), arguments);
            welcome.stop();
        }
        if (failure.get() != null) {
            failure.get().printStackTrace();
            return 1;
        }
        return 0;
    }

    private static void await(CountDownLatch closed) {
        try {
            if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("Some part did not stop in time.");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
