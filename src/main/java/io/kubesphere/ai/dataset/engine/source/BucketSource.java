package io.kubesphere.ai.dataset.engine.source;

import io.kubesphere.ai.kernel.content.TreePath;
import io.kubesphere.ai.kernel.storage.ForeignBucket;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Objects below a prefix of a bucket; what stands for a directory is no file. */
public final class BucketSource implements ImportSource {
    private final ForeignBucket bucket;
    private final String prefix;

    public BucketSource(ForeignBucket bucket, String prefix) {
        this.bucket = bucket;
        this.prefix = prefix;
    }

    @Override
    public void list(Consumer<SourceFile> each) {
        var directory = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        bucket.list(prefix, found -> {
            if (!found.key().endsWith("/")) {
                var path = TreePath.normalized(found.key().substring(directory.length()));
                each.accept(new SourceFile(path, found.key(), found.size(), found.tag()));
            }
        });
    }

    @Override
    public Part open(SourceFile file, long offset, long length) {
        var isToTheEnd = length < 0 || offset + length == file.size();
        var wanted = isToTheEnd ? OptionalLong.empty() : OptionalLong.of(length);
        return new Part(bucket.open(file.location(), file.stamp(), offset, wanted), offset);
    }

    @Override
    public void close() {
        bucket.close();
    }
}
