package io.kubesphere.ai.standalone.apiserver.schema;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Kubernetes' URL library for CEL, without getQuery: {@code isURL(self) && url(self).getScheme() == 'https'}. */
final class CelUrls {

    private static final CelType URL = OpaqueType.create("kubernetes.URL");

    private CelUrls() {}

    static List<CelFunctionDecl> declarations() {
        return List.of(
                global("isURL", SimpleType.BOOL),
                global("url", URL),
                part("getScheme"),
                part("getHost"),
                part("getHostname"),
                part("getPort"),
                part("getEscapedPath"));
    }

    private static CelFunctionDecl global(String name, CelType result) {
        var overload = CelOverloadDecl.newGlobalOverload("k8s_" + name, result, SimpleType.STRING);
        return CelFunctionDecl.newFunctionDeclaration(name, overload);
    }

    private static CelFunctionDecl part(String name) {
        var overload = CelOverloadDecl.newMemberOverload("k8s_url_" + name, SimpleType.STRING, URL);
        return CelFunctionDecl.newFunctionDeclaration(name, overload);
    }

    static List<CelFunctionBinding> bindings() {
        return List.of(
                CelFunctionBinding.from(
                        "k8s_isURL", String.class, text -> parsed(text).isPresent()),
                CelFunctionBinding.from("k8s_url", String.class, text -> parsed(text)
                        .orElseThrow(() -> new IllegalArgumentException("URL parse error: " + text))),
                part("getScheme", url -> orEmpty(url.getScheme())),
                part("getHost", url -> orEmpty(url.getRawAuthority())),
                part("getHostname", url -> orEmpty(url.getHost())),
                part("getPort", url -> url.getPort() < 0 ? "" : Integer.toString(url.getPort())),
                part("getEscapedPath", url -> orEmpty(url.getRawPath())));
    }

    private static CelFunctionBinding part(String name, CelFunctionOverload.Unary<URI> getter) {
        return CelFunctionBinding.from("k8s_url_" + name, URI.class, getter);
    }

    private static String orEmpty(String part) {
        return Objects.toString(part, "");
    }

    /** Absolute URIs and absolute paths only, as Go's url.ParseRequestURI takes them. */
    private static Optional<URI> parsed(String text) {
        try {
            return Optional.of(new URI(text)).filter(uri -> uri.isAbsolute() || text.startsWith("/"));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
