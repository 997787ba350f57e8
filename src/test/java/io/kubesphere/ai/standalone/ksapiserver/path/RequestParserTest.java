package io.kubesphere.ai.standalone.ksapiserver.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The path grammar, row by row. */
class RequestParserTest {

    private static RequestInfo info(String method, String target) {
        return RequestParser.parse(method, Location.of(target).orElseThrow()).orElseThrow();
    }

    private static String described(RequestInfo info) {
        var attempt = info.attempt();
        return attempt.target()
                .map(target -> String.join(
                        " ",
                        attempt.verb(),
                        target.scope().name().toLowerCase(Locale.ROOT),
                        "ws=" + target.workspace(),
                        "ns=" + target.namespace(),
                        target.combined(),
                        "name=" + target.name()))
                .orElse(attempt.verb() + " path " + attempt.path());
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            GET    | /kapis/g/v1/things                            | list cluster ws= ns= things name=
            HEAD   | /kapis/g/v1/things/a                          | get cluster ws= ns= things name=a
            POST   | /kapis/g/v1/namespaces/n/things               | create namespace ws= ns=n things name=
            PUT    | /kapis/g/v1/namespaces/n/things/a             | update namespace ws= ns=n things name=a
            PATCH  | /kapis/g/v1/namespaces/n/things/a             | patch namespace ws= ns=n things name=a
            DELETE | /kapis/g/v1/namespaces/n/things/a             | delete namespace ws= ns=n things name=a
            DELETE | /kapis/g/v1/namespaces/n/things               | deletecollection namespace ws= ns=n things name=
            POST   | /kapis/g/v1/namespaces/n/things/a/stop        | create namespace ws= ns=n things/stop name=a
            GET    | /kapis/g/v1/namespaces/n/things/a/b/c/d       | get namespace ws= ns=n things/b name=a
            GET    | /kapis/g/v1/namespaces/n/things?watch=true    | watch namespace ws= ns=n things name=
            GET    | /kapis/g/v1/namespaces/n/things?watch         | watch namespace ws= ns=n things name=
            GET    | /kapis/g/v1/namespaces/n/things?watch=0       | list namespace ws= ns=n things name=
            GET    | /kapis/g/v1/things?fieldSelector=metadata.name%3Da | list cluster ws= ns= things name=a
            GET    | /kapis/g/v1/things?fieldSelector=metadata.name%3D.. | list cluster ws= ns= things name=
            GET    | /kapis/g/v1/watch/namespaces/n/things         | watch namespace ws= ns=n things name=
            GET    | /kapis/g/v1/proxy/namespaces/n/things/a/b     | proxy namespace ws= ns=n things name=a
            GET    | /kapis/g/v1/workspaces/w                      | get workspace ws=w ns= workspaces name=w
            GET    | /kapis/g/v1/workspacetemplates/w/things       | list workspace ws=w ns= things name=
            GET    | /kapis/g/v1/workspaces/w/namespaces           | list workspace ws=w ns= namespaces name=
            POST   | /kapis/g/v1/workspaces/w/namespaces/n/things  | create namespace ws=w ns=n things name=
            GET    | /api/v1/namespaces/n                          | get namespace ws= ns=n namespaces name=n
            PUT    | /api/v1/namespaces/n/finalize                 | update namespace ws= ns=n namespaces/finalize name=n
            GET    | /api/v1/pods?watch=1&labelSelector=kubesphere.io/workspace%3Dw | watch workspace ws=w ns= pods name=
            GET    | /kapis/iam.kubesphere.io/v1beta1/users        | list global ws= ns= users name=
            GET    | /kapis/g/v1/users/ann/notes                   | get cluster ws= ns= users/notes name=ann
            GET    | /kapis/tenant.kubesphere.io/v1beta1/workspaces | list global ws= ns= workspaces name=
            GET    | /kapis/tenant.kubesphere.io/v1beta1/workspaces/w | get workspace ws=w ns= workspaces name=w
            OPTIONS| /kapis/g/v1/namespaces/n/things               | - namespace ws= ns=n things name=
            GET    | /clusters/host/kapis/g/v1/namespaces/n/things | list namespace ws= ns=n things name=
            GET    | /kapis/clusters/host/g/v1/namespaces/n/things | list namespace ws= ns=n things name=
            GET    | /kapis/g/v1/namespaces/n/things/a%2Fb         | get namespace ws= ns=n things/b name=a
            GET    | /kapis/g/v1                                   | GET path /kapis/g/v1
            GET    | /clusters/host/oauth/userinfo                 | GET path /oauth/userinfo
            GET    | /clusters/host/api                            | GET path /api
            """)
    void pathMeans(String method, String target, String meaning) {
        var described = described(info(method.strip(), target.strip()));

        assertThat(described).isEqualTo(meaning.strip().replaceFirst("^- ", " "));
    }

    @Test
    void clusterIsTakenOutOfThePathInBothForms() {
        assertThat(info("GET", "/clusters/c/kapis/g/v1/things").cluster()).isEqualTo("c");
        assertThat(info("GET", "/kapis/clusters/c/g/v1/things").cluster()).isEqualTo("c");
        assertThat(info("GET", "/kapis/clusters/c/g/v1/things").attempt().path())
                .isEqualTo("/kapis/g/v1/things");
        assertThat(info("GET", "/kapis/g/v1/things").cluster()).isEmpty();
    }

    @Test
    void onlyApiAndApisBelongToKubernetes() {
        assertThat(info("GET", "/api/v1/pods").attempt().kubernetes()).isTrue();
        assertThat(info("GET", "/apis").attempt().kubernetes()).isTrue();
        assertThat(info("GET", "/apis/apps/v1").attempt().kubernetes()).isTrue();
        assertThat(info("GET", "/clusters/host/apis").attempt().kubernetes()).isTrue();
        assertThat(info("GET", "/kapis/apps/v1/deployments").attempt().kubernetes())
                .isFalse();
        assertThat(info("GET", "/oauth/api").attempt().kubernetes()).isFalse();
    }

    @Test
    void verbWithoutAResourceCannotBeRead() {
        var location = Location.of("/apis/g/v1/watch").orElseThrow();

        assertThat(RequestParser.parse("GET", location)).isEmpty();
    }

    @ParameterizedTest(name = "{0} goes on as {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            /kapis/g/v1/a%2Fb?z=1&a=2&z=0   | /kapis/g/v1/a/b?a=2&z=1&z=0
            /kapis/g/v1/x?b&a=%zz&c;d=1&=   | /kapis/g/v1/x?=&b=
            /kapis/g/v1/x!(1)*?q=a+b%20c~*  | /kapis/g/v1/x%21%281%29%2A?q=a+b+c~%2A
            /kapis/g/v1/%E4%BD%A0%ff%00     | /kapis/g/v1/%E4%BD%A0%FF%00
            /kapis/g/v1/a:b@c&d=e+f,$       | /kapis/g/v1/a:b@c&d=e+f,$
            //kapis/g/v1/../x/              | //kapis/g/v1/../x/
            http://any.host/kapis/g/v1/x    | /kapis/g/v1/x
            """)
    void targetIsEncodedAnewFromWhatItMeans(String target, String sent) {
        assertThat(Location.of(target.strip()).orElseThrow().target()).isEqualTo(sent.strip());
    }

    @ParameterizedTest
    @CsvSource({"*", "/a%2", "/a%zz", "example.com:443"})
    void whatIsNoTargetIsRefused(String target) {
        assertThat(Location.of(target)).isEmpty();
    }
}
