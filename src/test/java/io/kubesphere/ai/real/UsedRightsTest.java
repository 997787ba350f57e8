package io.kubesphere.ai.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.kubesphere.ai.real.RealCluster.Call;
import io.kubesphere.ai.testing.NeedsRealCluster;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The service has no more rights than it uses: what all the other tests on this cluster have made it do, by the API server's
 * own audit log, is what its role allows. Alone it has nothing to look at, so it runs after them.
 */
@Tag("service-process")
@NeedsRealCluster(nodes = true)
class UsedRightsTest {
    /** Rights that leave no trace in the log of this cluster, and why they are needed. */
    private static final Map<String, String> UNSEEN = Map.of(
            "update ai.kubesphere.io/trainingjobs/finalizers",
            "asked for by the admission of owners, when a job's objects name it as theirs",
            "list metrics.k8s.io/nodes",
            "there is no metrics server here",
            "list metrics.k8s.io/pods",
            "there is no metrics server here");

    /** What is there already when a pass is repeated is applied; whether one is interrupted right then is chance. */
    private static final Set<String> RARE = Set.of(
            "patch /persistentvolumeclaims",
            "patch /secrets",
            "patch /services",
            "patch trainer.kubeflow.org/trainingruntimes");

    @Test
    void roleAllowsWhatTheServiceDoesAndNothingElse() {
        var used = RealCluster.calls(InstalledChart.ACCOUNT, 0).stream()
                .filter(call -> call.code() < 400 || call.code() == 404 || call.code() == 409)
                .flatMap(UsedRightsTest::rights)
                .collect(Collectors.toSet());

        var unused = new TreeSet<>(granted());
        unused.removeAll(used);
        unused.removeAll(RARE);

        assertThat(unused).isEqualTo(new TreeSet<>(UNSEEN.keySet()));
    }

    /** An apply that makes its object needs the right to create it too. */
    private static Stream<String> rights(Call call) {
        var own = call.verb() + " " + call.resource();
        return call.verb().equals("patch") && call.code() == 201
                ? Stream.of(own, "create " + call.resource())
                : Stream.of(own);
    }

    private static Set<String> granted() {
        try (var admin = RealCluster.admin()) {
            return admin.rbac().clusterRoles().withName("ai-platform").get().getRules().stream()
                    .flatMap(UsedRightsTest::rights)
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> rights(PolicyRule rule) {
        return rule.getApiGroups().stream()
                .flatMap(group -> rule.getResources().stream().map(resource -> group + "/" + resource))
                .flatMap(resource -> rule.getVerbs().stream().map(verb -> verb + " " + resource));
    }
}
