package io.kubesphere.ai.kernel.auth;

import io.fabric8.kubernetes.api.model.Pod;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kube.KubeObjects;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.kernel.kube.RunPods;
import io.kubesphere.ai.kernel.workload.AgentContainers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * The tokens that a kubelet projects into our containers: short-lived, for us alone, and good only while their pod exists
 * (Kubernetes: Managing Service Accounts, bound service account tokens). The pod's labels tell the run.
 */
@ApplicationScoped
class PodTokens {
    private static final int CLOCK_SKEW_SECONDS = 10;
    private static final AlgorithmConstraints ASYMMETRIC = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

    private final IssuerKeys keys;
    private final RunPods pods;
    private final KubeObjects cluster;
    private final Clock clock;

    PodTokens(IssuerKeys keys, RunPods pods, KubeObjects cluster, Clock clock) {
        this.keys = keys;
        this.pods = pods;
        this.cluster = cluster;
        this.clock = clock;
    }

    /** Of which run's pod this is the token; a 401 when it is not one, has expired, or its pod is gone. */
    RunIdentity verify(String bearer) {
        var claims = claims(bearer);
        var bound = part(claims.getClaimValue("kubernetes.io"));
        var namespace = text(bound, "namespace");
        var pod = part(bound.get("pod"));
        var found = pod(namespace, text(pod, "name"), text(pod, "uid"));
        var labels = Optional.ofNullable(found.getMetadata().getLabels()).orElse(Map.of());
        if (!labels.containsKey(Labels.RUN) || !labels.containsKey(Labels.RUN_UID)) {
            throw refused("this pod belongs to no run");
        }
        return new RunIdentity(labels.get(Labels.RUN_UID), namespace, labels.get(Labels.RUN));
    }

    private JwtClaims claims(String bearer) {
        try {
            return consumed(bearer, keys.published());
        } catch (InvalidJwtException invalid) {
            if (!(invalid.getCause() instanceof UnresolvableKeyException)) {
                throw refused(invalid);
            }
        }
        try {
            return consumed(bearer, keys.publishedNow());
        } catch (InvalidJwtException invalid) {
            throw refused(invalid);
        }
    }

    private JwtClaims consumed(String bearer, IssuerKeys.Published published) throws InvalidJwtException {
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(published.keys()))
                .setJwsAlgorithmConstraints(ASYMMETRIC)
                .setExpectedIssuer(published.issuer())
                .setExpectedAudience(AgentContainers.AUDIENCE)
                .setRequireSubject()
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build()
                .processToClaims(bearer);
    }

    /** The cache may not have heard yet of a pod that has just begun to run. */
    private Pod pod(String namespace, String name, String uid) {
        return pods.find(namespace, name)
                .filter(pod -> pod.getMetadata().getUid().equals(uid))
                .or(() -> cluster.get(Pod.class, namespace, name)
                        .filter(pod -> pod.getMetadata().getUid().equals(uid)))
                .orElseThrow(() -> refused("the pod of this token is gone"));
    }

    private static Map<?, ?> part(Object claim) {
        if (claim instanceof Map<?, ?> map) {
            return map;
        }
        throw refused("the token is not bound to a pod");
    }

    private static String text(Map<?, ?> claims, String name) {
        if (claims.get(name) instanceof String text) {
            return text;
        }
        throw refused("the token is not bound to a pod");
    }

    private static Problem refused(InvalidJwtException invalid) {
        return refused(invalid.hasExpired() ? "the token has expired" : "the token is not valid")
                .because(invalid);
    }

    private static Problem refused(String why) {
        return Problem.of(Problem.Code.UNAUTHORIZED, "%s", why);
    }
}
