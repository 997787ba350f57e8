package io.kubesphere.ai.standalone.ksapiserver.seed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.ksapiserver.state.KubeSphereKinds;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jboss.logging.Logger;

/** Gives every service account of KubeSphere a Secret with a token, and names that Secret in the account. */
public final class ServiceAccountTokens {
    private static final Logger LOG = Logger.getLogger(ServiceAccountTokens.class);
    private static final String TYPE = "kubesphere.io/service-account-token";
    private static final String ACCOUNT = "kubesphere.io/service-account.name";

    private final KubernetesClient client;
    private final Applying applying;
    private final BinaryOperator<String> issue;

    /** @param issue makes the token of the account with a namespace and a name */
    public ServiceAccountTokens(KubernetesClient client, BinaryOperator<String> issue) {
        this.client = client;
        this.applying = new Applying(client);
        this.issue = issue;
    }

    /** Never fails: an informer calls it, and will again when the account changes. */
    public void of(ObjectNode account) {
        if (account.path("secrets").size() > 0 || account.path("metadata").has("deletionTimestamp")) {
            return;
        }
        var namespace = Json.text(account, "metadata", "namespace");
        var name = Json.text(account, "metadata", "name");
        try {
            var secret = name + "-token";
            if (client.secrets().inNamespace(namespace).withName(secret).get() == null) {
                createSecret(namespace, name, secret);
            }
            nameSecret(namespace, name, secret);
        } catch (KubernetesClientException refused) {
            LOG.warnf("no token for now namespace=%s name=%s cause=%s", namespace, name, refused.getMessage());
        }
    }

    private void createSecret(String namespace, String account, String name) {
        var token = issue.apply(namespace, account).getBytes(StandardCharsets.US_ASCII);
        applying.apply(new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .withAnnotations(Map.of(ACCOUNT, account))
                .endMetadata()
                .withType(TYPE)
                .withData(Map.of("token", Base64.getEncoder().encodeToString(token)))
                .build());
    }

    private void nameSecret(String namespace, String account, String secret) {
        var named = Json.object()
                .put("apiVersion", KubeSphereKinds.SERVICE_ACCOUNT.apiVersion())
                .put("kind", KubeSphereKinds.SERVICE_ACCOUNT.kind());
        named.putObject("metadata").put("namespace", namespace).put("name", account);
        named.putArray("secrets").addObject().put("namespace", namespace).put("name", secret);
        applying.apply(named);
    }
}
