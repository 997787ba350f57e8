package io.kubesphere.ai.kernel.content;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where contents and manifests lie in the object store. */
final class ContentKeys {
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    private ContentKeys() {}

    static String blob(String project, Digest digest) {
        return key(project, "blobs", digest);
    }

    static String manifest(String project, Digest digest) {
        return key(project, "manifests", digest);
    }

    static String marks(String project, Digest digest) {
        return key(project, "marks", digest);
    }

    static String blobs(String project) {
        return "content/" + project + "/blobs/";
    }

    static String manifests(String project) {
        return "content/" + project + "/manifests/";
    }

    /** The digest that a key ends with. */
    static Optional<Digest> digest(String key) {
        var name = key.substring(key.lastIndexOf('/') + 1);
        return NAME.matcher(name).matches() ? Optional.of(new Digest(name)) : Optional.empty();
    }

    /** Two hex digits as a folder keep directories small where the store is a file system. */
    private static String key(String project, String kind, Digest digest) {
        return "content/" + project + "/" + kind + "/" + digest.hex().substring(0, 2) + "/" + digest.hex();
    }
}
