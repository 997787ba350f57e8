package io.kubesphere.ai.kernel.storage;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.util.regex.Pattern;

/** Keys are relative paths that mean the same to S3 and to a file system. */
final class ObjectKeys {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_][-A-Za-z0-9_.=]*(/[A-Za-z0-9_][-A-Za-z0-9_.=]*)*");
    private static final int LONGEST = 900;

    private ObjectKeys() {}

    /** Refuses whatever could leave the store's directory; users' names never become keys as they are. */
    static void require(String key) {
        if (key.length() > LONGEST || !KEY.matcher(key).matches()) {
            throw Problem.of(Problem.Code.INTERNAL, "not an object key: %s", key);
        }
    }
}
