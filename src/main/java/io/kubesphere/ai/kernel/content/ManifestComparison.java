package io.kubesphere.ai.kernel.content;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Walks two manifests side by side. Equal lines are equal files and need not be parsed, which is most of the work. */
public final class ManifestComparison {

    /** Is told of every file; one side is absent where only the other has the path. */
    public interface Visitor {
        void same();

        void different(Optional<Manifest.File> before, Optional<Manifest.File> after);
    }

    private ManifestComparison() {}

    /** Compares; closes neither text. */
    public static void compare(InputStream before, InputStream after, Visitor visitor) {
        try {
            compare(lines(before), lines(after), visitor);
        } catch (IOException broken) {
            throw Problem.of(Problem.Code.UNAVAILABLE, "the object store broke off; try again")
                    .because(broken);
        }
    }

    private static BufferedReader lines(InputStream text) {
        return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8), 1 << 16);
    }

    private static void compare(BufferedReader before, BufferedReader after, Visitor visitor) throws IOException {
        var left = before.readLine();
        var right = after.readLine();
        while (left != null || right != null) {
            if (left != null && left.equals(right)) {
                visitor.same();
                left = before.readLine();
                right = after.readLine();
                continue;
            }
            var old = Optional.ofNullable(left).map(Manifest::file);
            var now = Optional.ofNullable(right).map(Manifest::file);
            var order = order(old, now);
            visitor.different(order <= 0 ? old : Optional.empty(), order >= 0 ? now : Optional.empty());
            left = order <= 0 ? before.readLine() : left;
            right = order >= 0 ? after.readLine() : right;
        }
    }

    private static int order(Optional<Manifest.File> old, Optional<Manifest.File> now) {
        if (old.isEmpty() || now.isEmpty()) {
            return old.isEmpty() ? 1 : -1;
        }
        return TreePath.ORDER.compare(old.get().path(), now.get().path());
    }
}
