package io.kubesphere.ai.standalone.ksapiserver;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    static final Path ROLES = Path.of("src/main/resources/standalone/kubesphere/ai-platform.yaml");

    private static final Path DEFINITIONS = Path.of("ks-apiservice/crds");

    private DemoKubeSphere demo;

    @Override
    public Map<String, String> start() {
        demo = DemoKubeSphere.withoutExtension();
        try {
            for (var kind : List.of("datasets", "algorithms", "trainingjobs")) {
                demo.apply(Files.readString(DEFINITIONS.resolve(kind + ".ai.kubesphere.io.yaml")));
            }
            demo.apply(Files.readString(ROLES)
                    .replace("${SERVICE_URL}", demo.upstream().url()));
            var directory = Files.createTempDirectory("kubesphere");
            Files.writeString(directory.resolve("token"), accountToken());
            return Map.of(
                    "quarkus.kubernetes-client.api-server-url",
                    demo.kubernetesUrl(),
                    "aip.leader-election.namespace",
                    "default",
                    "aip.object-store.kind",
                    "directory",
                    "aip.object-store.directory",
                    directory.resolve("objects").toString(),
                    "aip.auth.mode",
                    "introspection",
                    "aip.auth.ks-apiserver",
                    demo.server().url(),
                    "aip.auth.review-requests",
                    "true",
                    "aip.auth.review-references",
                    "true",
                    "aip.auth.account-token-file",
                    directory.resolve("token").toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
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
