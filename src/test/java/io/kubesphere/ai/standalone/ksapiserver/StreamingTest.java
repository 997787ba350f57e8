package io.kubesphere.ai.standalone.ksapiserver;

import static io.kubesphere.ai.standalone.ksapiserver.DemoKubeSphere.KAPI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nothing is held on the way: events arrive one by one, and large bodies wait for who reads them. */
@Timeout(120)
@ExtendWith(SharedKubeSphere.class)
class StreamingTest {
    private static final String JOBS = KAPI + "/namespaces/credit-risk/trainingjobs";
    private static final int MEGABYTE = 1024 * 1024;
    private static final int MANY = 200;

    /** Socket buffers and queues on the way; far from the size of the body. */
    private static final long HELD_AT_MOST = 40L * MEGABYTE;

    private final DemoKubeSphere demo;

    StreamingTest(DemoKubeSphere demo) {
        this.demo = demo;
    }

    private InputStream open(String path) throws IOException, InterruptedException {
        var answer = demo.http().send(demo.as("risk-operator", path).build(), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void eventsArriveOneByOneAndTheUpstreamLearnsThatTheClientHasLeft() throws Exception {
        try (var body = open(JOBS + "?stream=1")) {
            var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            for (var number = 1; number <= 3; number++) {
                demo.upstream().releaseEvent();
                assertThat(lines.readLine()).isEqualTo("data: " + number);
                assertThat(lines.readLine()).isEmpty();
            }
            assertThat(demo.upstream().openStreams()).isEqualTo(1);
        }

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(demo.upstream().openStreams()).isZero());
    }

    @Test
    void answerThatBreaksOffBreaksOffForTheClientToo() {
        assertThatThrownBy(() -> {
                    try (var body = open(JOBS + "?half=1")) {
                        body.readAllBytes();
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void uploadWaitsForItsReaderAndArrivesWhole() throws Exception {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), demo.server().port())) {
            var head = "POST " + JOBS + "?hold=1 HTTP/1.1\r\nHost: door\r\nAuthorization: Bearer "
                    + demo.token("risk-operator") + "\r\nConnection: close\r\nContent-Length: " + (long) MANY * MEGABYTE
                    + "\r\n\r\n";
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            var sent = new AtomicLong();
            var sending = CompletableFuture.runAsync(() -> send(socket, sent));

            await().atMost(Duration.ofSeconds(60)).during(Duration.ofSeconds(2)).until(sent::get, steady());
            assertThat(sent.get()).isBetween(1L, HELD_AT_MOST);

            demo.upstream().readHeldUpload();
            sending.join();
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(answer.readLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(answer.lines().filter(line -> line.startsWith("{")).findFirst())
                    .hasValueSatisfying(line -> assertThat(line).contains("\"bytes\":" + (long) MANY * MEGABYTE));
        }
    }

    private static void send(Socket socket, AtomicLong sent) {
        try {
            for (var part = 0; part < MANY * 16; part++) {
                socket.getOutputStream().write(new byte[MEGABYTE / 16]);
                sent.addAndGet(MEGABYTE / 16);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Matches while a number does not grow. */
    private static org.hamcrest.Matcher<Long> steady() {
        var last = new AtomicLong(-1);
        return new org.hamcrest.TypeSafeMatcher<>() {
            @Override
            protected boolean matchesSafely(Long now) {
                return last.getAndSet(now) == now;
            }

            @Override
            public void describeTo(org.hamcrest.Description description) {
                description.appendText("a number that stays the same");
            }
        };
    }

    @Test
    void downloadWaitsForItsReaderAndArrivesWhole() throws Exception {
        var before = demo.upstream().pouredMegabytes();
        try (var body = open(JOBS + "?megabytes=" + MANY)) {
            await().atMost(Duration.ofSeconds(60))
                    .during(Duration.ofSeconds(2))
                    .until(() -> demo.upstream().pouredMegabytes(), steady());
            assertThat((demo.upstream().pouredMegabytes() - before) * MEGABYTE).isBetween(1L, HELD_AT_MOST);

            assertThat(read(body)).isEqualTo((long) MANY * MEGABYTE);
        }
    }

    private static long read(InputStream body) throws IOException {
        var buffer = new byte[MEGABYTE];
        var total = 0L;
        for (var count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            total += count;
        }
        return total;
    }
}
