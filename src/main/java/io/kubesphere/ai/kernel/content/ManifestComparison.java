package io.kubesphere.ai.kernel.content;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Walks two manifests side by side. Equal lines are equal files and are not even parsed, which is most of the work. */
public final class ManifestComparison {

    /** Is told of every file in order; one side is absent where only the other has the path. */
    public interface Visitor {
        /** So many files one after the other are in both. */
        void same(long files);

        void different(Optional<Manifest.File> before, Optional<Manifest.File> after);
    }

    private ManifestComparison() {}

    /** Compares; closes neither text. */
    public static void compare(InputStream before, InputStream after, Visitor visitor) {
        try {
            compare(new ManifestLines(before), new ManifestLines(after), visitor);
        } catch (IOException broken) {
            throw Problem.of(Problem.Code.UNAVAILABLE, "the object store broke off; try again")
                    .because(broken);
        }
    }

    private static void compare(ManifestLines before, ManifestLines after, Visitor visitor) throws IOException {
        var hasOld = before.hasLine();
        var hasNew = after.hasLine();
        while (hasOld || hasNew) {
            var same = ManifestLines.skipSame(before, after);
            if (same > 0) {
                visitor.same(same);
            } else {
                step(before, after, visitor);
            }
            hasOld = before.hasLine();
            hasNew = after.hasLine();
        }
    }

    /** Passes the file that comes first, or both sides of one that has changed. */
    private static void step(ManifestLines before, ManifestLines after, Visitor visitor) throws IOException {
        var old = file(before);
        var now = file(after);
        var order = order(old, now);
        if (old.equals(now)) {
            visitor.same(1);
        } else {
            visitor.different(order <= 0 ? old : Optional.empty(), order >= 0 ? now : Optional.empty());
        }
        if (order <= 0) {
            before.skip();
        }
        if (order >= 0) {
            after.skip();
        }
    }

    private static Optional<Manifest.File> file(ManifestLines lines) throws IOException {
        return lines.hasLine() ? Optional.of(Manifest.file(lines.line())) : Optional.empty();
    }

    private static int order(Optional<Manifest.File> old, Optional<Manifest.File> now) {
        if (old.isEmpty() || now.isEmpty()) {
            return old.isEmpty() ? 1 : -1;
        }
        return TreePath.ORDER.compare(old.get().path(), now.get().path());
    }
}
