package io.kubesphere.ai.kernel.content;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** Writes the text of a {@link Manifest} of any size: files come in the order of manifests, and none is kept. */
public final class ManifestWriter {
    private final OutputStream out;
    private final MessageDigest hash = Digest.sha256();
    private final List<ManifestMark> marks = new ArrayList<>();
    private String last = "";
    private long files;
    private long bytes;
    private long offset;

    public ManifestWriter(OutputStream out) {
        this.out = out;
    }

    /** Adds the next file; a 422 when its path is unsafe or not after the one before. */
    public void add(Manifest.File file) throws IOException {
        if (TreePath.ORDER.compare(TreePath.require(file.path()), last) <= 0) {
            throw Problem.of(Problem.Code.INVALID, "%s comes twice or out of order in the manifest", file.path());
        }
        var line = Manifest.line(file).getBytes(StandardCharsets.UTF_8);
        if (files % ManifestMark.LINES == 0) {
            marks.add(new ManifestMark(offset, file.path()));
        }
        out.write(line);
        hash.update(line);
        last = file.path();
        offset += line.length;
        bytes += file.size();
        files++;
    }

    /** Call once, at the end. */
    public Written finish() {
        return new Written(new ManifestSummary(Digest.of(hash), files, bytes), offset, List.copyOf(marks));
    }

    /** What was written; {@code length} of the text in bytes. */
    record Written(ManifestSummary summary, long length, List<ManifestMark> marks) {}
}
