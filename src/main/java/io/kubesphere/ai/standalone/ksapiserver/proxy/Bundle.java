package io.kubesphere.ai.standalone.ksapiserver.proxy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/**
 * Pages that an extension adds to the console.
 *
 * @param link the path they are asked for by
 * @param source empty when the object names no URL that can be used
 */
record Bundle(String name, String link, boolean available, Optional<Source> source) {

    /** The server that has the file, and the file's path there. */
    record Source(Upstream upstream, String path) {}

    static Bundle of(ObjectNode object) {
        return new Bundle(
                Json.text(object, "metadata", "name"),
                Json.text(object, "status", "link"),
                Json.text(object, "status", "state").equals("Available"),
                source(Json.text(object, "spec", "rawFrom", "url")));
    }

    private static Optional<Source> source(String url) {
        try {
            var path = new URI(url).getRawPath();
            return Upstream.of(url, new Upstream.Trust.Machine()).map(upstream -> new Source(upstream, path));
        } catch (URISyntaxException noUrl) {
            return Optional.empty();
        }
    }

    Set<String> tags() {
        return Set.of(link);
    }
}
