package io.kubesphere.ai.standalone;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the welcome says of the console, with programs in its place that do as it does. */
@Timeout(value = 60, unit = SECONDS)
class ConsoleTest {
    private static final URI FRONT_DOOR = URI.create("http://localhost:8080");

    @TempDir
    private Path folder;

    private StateDirectory state;

    @BeforeEach
    void open() {
        state = StateDirectory.open(folder.resolve("state"));
    }

    @AfterEach
    void close() {
        state.close();
    }

    @Test
    void consoleThatAnswersIsToldByItsAddress() throws IOException, InterruptedException {
        try (var console = Console.start(state, FRONT_DOOR, program("read line"))) {
            var server = loginPage(console.url().getPort());
            try {
                assertThat(console.awaited()).isEqualTo("KubeSphere console: " + console.url());
            } finally {
                server.stop(0);
            }
        }
    }

    @Test
    void consoleThatEndsIsToldByItsLogWhichSaysWhy() throws IOException, InterruptedException {
        try (var console = Console.start(state, FRONT_DOOR, program("echo \"npm is missing for $1\"; exit 1"))) {
            assertThat(console.awaited())
                    .startsWith("There is no KubeSphere console: ")
                    .endsWith("log/console.log");
        }
        assertThat(folder.resolve("state/log/console.log")).content().contains("npm is missing for " + FRONT_DOOR);
    }

    @Test
    void consoleNeedsACheckout() {
        assertThatThrownBy(() -> Console.start(state, FRONT_DOOR, folder.resolve("start")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("needs a checkout");
    }

    private Path program(String text) throws IOException {
        var program = Files.writeString(folder.resolve("start"), "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private static HttpServer loginPage(int port) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/login", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
