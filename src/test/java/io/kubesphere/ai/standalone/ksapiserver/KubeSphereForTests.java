package io.kubesphere.ai.standalone.ksapiserver;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The demo KubeSphere for the service under test: its projects, its users with their roles, and a ks-apiserver that verifies
 * bearers and reviews what they may do. The test tells it later where the service is.
 */
public final class KubeSphereForTests implements QuarkusTestResourceLifecycleManager {
    private static final Path ROLES = Path.of("src/main/resources/standalone/kubesphere/ai-platform.yaml");

    private static final Path DEFINITIONS = Path.of("ks-apiservice/crds");

    private DemoKubeSphere demo;

    @Override
    public Map<String, String> start() {
        demo = DemoKubeSphere.withoutExtension();
        try {
            for (var kind : List.of("datasets", "algorithms", "trainingjobs")) {
                demo.apply(Files.readString(DEFINITIONS.resolve(kind + ".ai.kubesphere.io.yaml")));
            }
            demo.apply(rolesFor(URI.create(demo.upstream().url())));
            var directory = Files.createTempDirectory("kubesphere");
            Files.writeString(directory.resolve("token"), accountToken());
            return Map.ofEntries(
                    Map.entry("quarkus.kubernetes-client.api-server-url", demo.kubernetesUrl()),
                    Map.entry("aip.leader-election.namespace", "default"),
                    Map.entry("aip.object-store.kind", "directory"),
                    Map.entry(
                            "aip.object-store.directory",
                            directory.resolve("objects").toString()),
                    Map.entry("aip.auth.mode", "introspection"),
                    Map.entry("aip.auth.ks-apiserver", demo.server().url()),
                    Map.entry("aip.auth.cache", "1s"),
                    Map.entry("aip.auth.review-requests", "true"),
                    Map.entry("aip.auth.review-references", "true"),
                    Map.entry(
                            "aip.auth.account-token-file",
                            directory.resolve("token").toString()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What the chart installs into KubeSphere, for a service at this address. */
    static String rolesFor(URI service) throws IOException {
        return Files.readString(ROLES).replace("${SERVICE_URL}", service.getScheme() + "://" + service.getAuthority());
    }

    /** The roles hold the account; ks-apiserver then makes its token. */
    private String accountToken() {
        var secret = demo.client()
                .secrets()
                .inNamespace("default")
                .withName("ai-platform-token")
                .waitUntilCondition(made -> made != null && made.getData() != null, 30, TimeUnit.SECONDS);
        return new String(Base64.getDecoder().decode(secret.getData().get("token")), StandardCharsets.US_ASCII);
    }

    /** Gives the test the demo KubeSphere. */
    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(demo, field -> field.getType() == DemoKubeSphere.class);
    }

    @Override
    public void stop() {
        demo.close();
    }
}
