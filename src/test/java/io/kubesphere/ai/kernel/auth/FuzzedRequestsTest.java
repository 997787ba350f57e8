package io.kubesphere.ai.kernel.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.testing.ClusterForTests;
import io.kubesphere.ai.testing.PostgresForTests;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests that nobody should be let in with, and paths that nobody foresaw: never access, never an error of ours. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(ClusterForTests.class)
@WithTestResource(FuzzedRequestsTest.SecretMode.class)
class FuzzedRequestsTest {
    private static final String SECRET = "kubesphere-secret-of-32-letters!";
    private static final String ISSUER = "http://ks-console.kubesphere-system.svc:30880";
    private static final int CASES = 100_000;
    private static final int LANES = 4;
    private static final List<String> PATHS = List.of(
            "/kapis/ai.kubesphere.io/v1alpha1/trainingjobs",
            "/kapis/ai.kubesphere.io/v1alpha1/namespaces/vision/trainingjobs",
            "/kapis/ai.kubesphere.io/v1alpha1/namespaces/vision/trainingjobs/x/logs",
            "/kapis/ai.kubesphere.io/v1alpha1/workspaces/research/namespaces/vision/datasets",
            "/kapis/ai.kubesphere.io/v1alpha1/namespaces/vision/datasets/d/versions/v1/content",
            "/kapis/ai.kubesphere.io/v1alpha1/namespaces/vision/algorithms/a",
            "/workload/v1/plan",
            "/workload/v1/inputs/data/manifest",
            "/mlflow/api/2.0/mlflow/runs/get");
    private static final List<String> PIECES = List.of(
            "..",
            "%2e%2e",
            "%2F",
            "//",
            "/./",
            "%00",
            "%",
            "%zz",
            ";x=1",
            "?",
            "#",
            "%F0%9F%98%80",
            "\u00e9",
            "*",
            "\\",
            "%5c",
            " ",
            "\t",
            "{name}",
            "a".repeat(300),
            "%c0%af",
            "namespaces",
            "-1",
            "$(id)",
            "'--");

    @TestHTTPResource
    URI base;

    /** The way of verifying that needs nobody else. */
    public static final class SecretMode implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            return Map.of("aip.auth.mode", "secret", "aip.auth.jwt-secret", SECRET, "aip.auth.issuer", ISSUER);
        }

        @Override
        public void stop() {}
    }

    @Test
    void nobodyComesInAndNothingBreaks() {
        var answers = IntStream.range(0, LANES)
                .parallel()
                .mapToObj(lane -> fuzz(lane, false))
                .toList();

        assertThat(answers).allSatisfy(counts -> {
            assertThat(counts.keySet()).as("%s", counts).noneMatch(status -> status < 300 || status >= 500);
            assertThat(counts).containsKey(401);
        });
    }

    @Test
    void strangePathsOfAKnownUserBreakNothing() {
        var counts = fuzz(LANES, true);

        assertThat(counts.keySet()).as("%s", counts).noneMatch(status -> status >= 500);
        assertThat(counts).containsKeys(200, 404);
    }

    private Map<Integer, Integer> fuzz(int lane, boolean known) {
        var random = new Random(lane);
        var counts = new TreeMap<Integer, Integer>();
        try (var connection = new RawConnection(base.getPort())) {
            for (var number = 0; number < CASES / LANES; number++) {
                var path = random.nextInt(4) == 0 || known
                        ? mutated(PATHS.get(random.nextInt(known ? 6 : PATHS.size())), random)
                        : any(random);
                var head = known ? user() : attack(random);
                counts.merge(connection.send(request(path, head)), 1, Integer::sum);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return counts;
    }

    private static byte[] request(String path, String head) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + head + "\r\n").getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private static String any(Random random) {
        return PATHS.get(random.nextInt(PATHS.size()));
    }

    private static String mutated(String path, Random random) {
        var text = new StringBuilder(path);
        for (var change = random.nextInt(3); change >= 0; change--) {
            var at = 1 + random.nextInt(text.length() - 1);
            var piece = PIECES.get(random.nextInt(PIECES.size()));
            if (random.nextBoolean()) {
                text.insert(at, piece);
            } else {
                text.replace(at, Math.min(text.length(), at + 1 + random.nextInt(5)), piece);
            }
        }
        return text.toString();
    }

    private static String claims(String type, long expiry) {
        return "{\"iss\":\"" + ISSUER + "\",\"sub\":\"ada\",\"username\":\"ada\",\"token_type\":\"" + type
                + "\",\"exp\":" + expiry + ",\"iat\":" + (expiry - 7200) + "}";
    }

    private static String user() {
        return "Authorization: Bearer " + Forge.hs256(SECRET, claims("access_token", later()))
                + "\r\nX-Remote-User: ada\r\n";
    }

    private static long later() {
        return Instant.now().plusSeconds(3600).getEpochSecond();
    }

    /** Everything that looks like a bearer and is none. */
    private static String attack(Random random) {
        var good = Forge.hs256(SECRET, claims("access_token", later()));
        var token =
                switch (random.nextInt(12)) {
                    case 0 -> "";
                    case 1 -> good.substring(0, random.nextInt(good.length()));
                    case 2 -> flipped(good, random);
                    case 3 -> Forge.hs256(SECRET + "x", claims("access_token", later()));
                    case 4 -> Forge.hs256(SECRET, claims("refresh_token", later()));
                    case 5 -> Forge.hs256(SECRET, claims("id_token", later()));
                    case 6 -> Forge.hs256(SECRET, claims("access_token", later() - 90_000));
                    case 7 -> Forge.unsigned(claims("access_token", later()));
                    case 8 ->
                        Forge.hmac(
                                "HmacSHA512",
                                SECRET.getBytes(StandardCharsets.UTF_8),
                                "{\"alg\":\"HS512\"}",
                                claims("access_token", later()));
                    case 9 ->
                        Forge.hs256(
                                SECRET,
                                "{\"iss\":\"http://elsewhere\",\"sub\":\"ada\",\"token_type\":\"access_token\",\"exp\":"
                                        + later() + "}");
                    case 10 -> noise(random);
                    default -> Forge.hs256(SECRET, "[" + noise(random) + "]");
                };
        var scheme =
                switch (random.nextInt(6)) {
                    case 0 -> "Basic ";
                    case 1 -> "";
                    default -> "Bearer ";
                };
        return "Authorization: " + scheme + token + "\r\nX-Remote-User: " + (random.nextBoolean() ? "ada" : "admin")
                + "\r\nX-Remote-Group: system:masters\r\n";
    }

    private static String flipped(String token, Random random) {
        var characters = token.toCharArray();
        // Not the last one: some of its bits do not count.
        var at = random.nextInt(characters.length - 1);
        characters[at] = characters[at] == 'A' ? 'B' : 'A';
        return new String(characters);
    }

    private static String noise(Random random) {
        return random.ints(random.nextInt(200), 0x21, 0x7f)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
