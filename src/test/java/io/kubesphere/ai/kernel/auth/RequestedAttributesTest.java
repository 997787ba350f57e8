package io.kubesphere.ai.kernel.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a path asks for, as ks-apiserver reads it. */
class RequestedAttributesTest {

    @ParameterizedTest
    @CsvSource(
            emptyValue = "",
            textBlock =
                    """
            GET,    datasets,                                              list, '', '', datasets, ''
            GET,    workspaces/research/datasets,                          list, research, '', datasets, ''
            GET,    namespaces/vision/datasets,                            list, '', vision, datasets, ''
            GET,    workspaces/research/namespaces/vision/datasets,        list, research, vision, datasets, ''
            HEAD,   namespaces/vision/datasets/d,                          get, '', vision, datasets, ''
            POST,   namespaces/vision/datasets,                            create, '', vision, datasets, ''
            POST,   namespaces/vision/trainingjobs/j/stop,                 create, '', vision, trainingjobs, stop
            PUT,    namespaces/vision/datasets/d/uploads/u/files,          update, '', vision, datasets, uploads
            PATCH,  namespaces/vision/datasets/d,                          patch, '', vision, datasets, ''
            DELETE, namespaces/vision/datasets/d,                          delete, '', vision, datasets, ''
            DELETE, namespaces/vision/datasets,                            deletecollection, '', vision, datasets, ''
            GET,    namespaces/vision,                                     get, '', '', namespaces, ''
            """)
    void pathAndMethodTellWhatIsWanted(
            String method, String path, String verb, String workspace, String namespace, String plural, String sub) {
        assertThat(of(method, "kapis/ai.kubesphere.io/v1alpha1/" + path))
                .contains(new ResourceAttributes(verb, workspace, namespace, plural, sub, ""));
    }

    @Test
    void userIsNamedSinceEverybodyMayDoWhatIsBelowHisOwnName() {
        assertThat(of("GET", "kapis/ai.kubesphere.io/v1alpha1/users/ada/overview/cpu"))
                .contains(new ResourceAttributes("get", "", "", "users", "overview", "ada"));
        assertThat(of("GET", "kapis/ai.kubesphere.io/v1alpha1/users"))
                .contains(new ResourceAttributes("list", "", "", "users", "", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,kapis/ai.kubesphere.io/v1alpha1",
        "GET,other/ai.kubesphere.io/v1alpha1/datasets",
        "TRACE,kapis/g/v/datasets"
    })
    void restIsAboutNoResource(String method, String path) {
        assertThat(of(method, path)).isEmpty();
    }

    @Test
    void refusalIsWordedAsKubernetesDoes() {
        assertThat(new ResourceAttributes("list", "research", "", "datasets", "", "").refusal("eve"))
                .isEqualTo(
                        "datasets.ai.kubesphere.io is forbidden: User \"eve\" cannot list resource \"datasets\" in API"
                                + " group \"ai.kubesphere.io\" in the workspace \"research\"");
    }

    private static Optional<ResourceAttributes> of(String method, String path) {
        return RequestedAttributes.of(method, List.of(path.split("/")));
    }
}
