package io.kubesphere.ai.overview.engine.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.overview.Measure;
import io.kubesphere.ai.overview.Plane;
import io.kubesphere.ai.overview.PrometheusSettings;
import io.kubesphere.ai.testing.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusFaultsTest {
    private static final String NOTHING = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-15T12:00:00Z"));
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private final List<String> credentials = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;
    private Answer answer = question -> NOTHING;

    @TempDir
    Path files;

    private interface Answer {
        /** The body, or a number as status. */
        String to(String question) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var question = URLDecoder.decode(body, StandardCharsets.UTF_8);
        questions.add(question);
        credentials.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        var text = answer.to(question);
        var status = text.matches("\\d{3}") ? Integer.parseInt(text) : 200;
        try (exchange) {
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private PrometheusUsage source(Map<String, String> settings) {
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/prefix/");
        return new PrometheusUsage(PrometheusSettings.of(url, settings), clock);
    }

    private static Problem failure(PrometheusUsage source) {
        return catchThrowableOfType(Problem.class, source::now);
    }

    @Test
    void afterTwoFailuresNobodyAsksUntilThePauseIsOver() {
        answer = question -> "503";
        var source = source(Map.of());

        assertThat(failure(source)).hasMessageContaining("answered 503");
        assertThat(failure(source)).hasMessageContaining("answered 503");
        assertThat(failure(source)).hasMessageContaining("has not answered lately");
        assertThat(questions).hasSize(2);

        answer = question -> NOTHING;
        clock.advance(Duration.ofSeconds(11));
        assertThat(source.now().machines()).isEmpty();
        assertThat(source.now().machines()).isEmpty();
        assertThat(questions.size()).isGreaterThan(4);
    }

    @Test
    void answerThatNeverEndsIsGivenUp() {
        answer = question -> {
            try {
                end.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return NOTHING;
        };

        assertThat(failure(source(Map.of("timeout", "200ms"))).code()).isEqualTo(Problem.Code.UNAVAILABLE);
    }

    @Test
    void garbledAnswerIsAFailureInWords() {
        answer = question -> "<html>";

        assertThat(failure(source(Map.of()))).hasMessageContaining("something else than JSON");
    }

    @Test
    void expressionThatIsRefusedCostsNoOtherFigure() {
        answer = question -> {
            if (question.contains("group_gpu:cards") && question.contains("DCGM")) {
                return "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"many-to-many matching not allowed\"}";
            }
            return question.contains("aip:node_cpu:cores")
                    ? "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{\"aip_figure\":\"aip:node_cpu:cores\",\"node\":\"n\"},"
                            + "\"value\":[1768478400,\"1.5\"]}]}}"
                    : NOTHING;
        };

        var usage = source(Map.of()).now();

        assertThat(usage.machines().get("n").get(Measure.CPU)).hasValue(1_500_000);
        assertThat(usage.machines().get("n").get(Measure.GPU)).isEmpty();
    }

    @Test
    void planeWhoseDevicesAreWronglyToldCostsNoOtherFigure() {
        answer = question -> question.contains("storage")
                ? "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"invalid regular expression\"}"
                : "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{\"aip_figure\":\"aip:node_cpu:cores\",\"node\":\"n\"},"
                        + "\"value\":[1768478400,\"1.5\"]}]}}";

        var usage = source(Map.of("devices.storage", "ens(")).now();

        assertThat(usage.machines()).containsKey("n");
        assertThat(usage.traffic().orElseThrow().planes()).containsExactly(Plane.STORAGE);
        assertThat(usage.traffic().orElseThrow().machines()).isEmpty();
    }

    @Test
    void devicesOfAPlaneCanBeNothingButAPattern() {
        source(Map.of("devices.storage", "x\") or vector(1) #")).now();

        assertThat(questions).anyMatch(question -> question.contains("\"x\\\") or vector(1) #\""));
    }

    @Test
    void whatIsNoNumberIsNoFigure() {
        answer = question -> "{\"status\":\"success\",\"data\":{\"result\":["
                + "{\"metric\":{\"aip_figure\":\"aip:node_cpu:cores\",\"node\":\"a\"},\"value\":[1768478400,\"NaN\"]},"
                + "{\"metric\":{\"aip_figure\":\"aip:node_cpu:cores\",\"node\":\"b\"},\"value\":[1768478400,\"+Inf\"]}]}}";

        assertThat(source(Map.of()).now().machines()).isEmpty();
    }

    @Test
    void bearerIsReadAgainForEachQuestionAndNameAndPasswordAreSentAsBasic() throws IOException {
        var token = Files.writeString(files.resolve("token"), "one\n");
        var source = source(Map.of("token-file", token.toString()));
        source.now();
        Files.writeString(token, "two");
        source.now();
        source(Map.of("username", "u", "password", "p")).now();

        assertThat(credentials).contains("Bearer one", "Bearer two", "Basic dTpw");
    }

    @Test
    void allFiguresOfNowAreOneQuestionAndIdleCardsAnother() {
        source(Map.of("rules", "recorded")).now();

        assertThat(questions).hasSize(2);
        assertThat(questions.get(0))
                .contains("aip:node_cpu:cores", "aip:group_gpu_memory:bytes")
                .doesNotContain("container_");
        assertThat(questions.get(1)).contains("max_over_time");
    }
}
