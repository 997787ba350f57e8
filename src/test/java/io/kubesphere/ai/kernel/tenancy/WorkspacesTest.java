package io.kubesphere.ai.kernel.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.index.IndexShape;
import io.kubesphere.ai.kernel.kapi.index.ObjectIndex;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkspacesTest {
    private final ObjectIndex<Namespace> namespaces =
            IndexShape.of(Namespace.class).build();
    private final Workspaces workspaces = new Workspaces(namespaces);

    @BeforeEach
    void projects() {
        namespaces.put(namespace("vision", "research"));
        namespaces.put(namespace("credit-risk", "research"));
        namespaces.put(namespace("recommend", "marketing"));
        namespaces.put(new NamespaceBuilder()
                .withNewMetadata()
                .withName("kube-system")
                .endMetadata()
                .build());
    }

    @Test
    void projectsOfAWorkspaceAreThoseThatCarryItsLabel() {
        assertThat(workspaces.projectsOf("research")).containsExactlyInAnyOrder("vision", "credit-risk");
        assertThat(workspaces.projectsOf("absent")).isEmpty();
        assertThat(workspaces.workspaceOf("recommend")).contains("marketing");
        assertThat(workspaces.workspaceOf("kube-system")).isEmpty();
    }

    @Test
    void pathThatPutsAProjectIntoAnotherWorkspaceIsNotFound() {
        assertThatCode(() -> workspaces.requireWithin("research", "vision")).doesNotThrowAnyException();
        for (var project : new String[] {"recommend", "kube-system", "absent"}) {
            assertThatThrownBy(() -> workspaces.requireWithin("research", project))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.code()).isEqualTo(Problem.Code.NOT_FOUND));
        }
    }

    @Test
    void projectThatMovesBelongsToItsNewWorkspaceAtOnce() {
        namespaces.put(namespace("vision", "marketing"));

        assertThat(workspaces.projectsOf("research")).containsExactly("credit-risk");
        assertThat(workspaces.together("vision", "recommend")).isTrue();
        assertThatThrownBy(() -> workspaces.requireWithin("research", "vision"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(Problem.Code.NOT_FOUND));
    }

    @Test
    void tenThousandProjectsAreToldApart() {
        IntStream.range(0, 10_000).forEach(i -> namespaces.put(namespace("project-" + i, "workspace-" + i % 10)));

        assertThat(workspaces.projectsOf("workspace-3")).hasSize(1000).contains("project-3", "project-9993");
        assertThat(workspaces.projectsOf("research")).containsExactlyInAnyOrder("vision", "credit-risk");
        assertThatCode(() -> workspaces.requireWithin("workspace-9", "project-9999"))
                .doesNotThrowAnyException();
    }

    @Test
    void namespacesWithoutAWorkspaceShareWithNobody() {
        assertThat(workspaces.together("vision", "credit-risk")).isTrue();
        assertThat(workspaces.together("vision", "recommend")).isFalse();
        assertThat(workspaces.together("kube-system", "absent")).isFalse();
        assertThat(workspaces.together("kube-system", "kube-system")).isTrue();
    }

    private static Namespace namespace(String name, String workspace) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("kubesphere.io/workspace", workspace)
                .endMetadata()
                .build();
    }
}
