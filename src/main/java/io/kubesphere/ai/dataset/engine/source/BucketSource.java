package io.kubesphere.ai.dataset.engine.source;

import io.kubesphere.ai.kernel.content.TreePath;
import io.kubesphere.ai.kernel.storage.ForeignBucket;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Objects below a prefix of a bucket; what stands for a directory is no file. */
public sealed class BucketSource implements ImportSource {
    private final ForeignBucket bucket;
    private final String directory;
    private final String prefix;

    public BucketSource(ForeignBucket bucket, String prefix) {
        this(bucket, prefix, "");
    }

    private BucketSource(ForeignBucket bucket, String base, String below) {
        this.bucket = bucket;
        this.directory = base.substring(0, base.lastIndexOf('/') + 1);
        this.prefix = base + below;
    }

    /** The same for objects that become files of a version where they are. */
    public static final class Snapshot extends BucketSource implements ImportSource.Staying {
        /** @param below what of the paths below {@code base} is wanted; they stay what they are */
        public Snapshot(ForeignBucket bucket, String base, String below) {
            super(bucket, base, below);
        }
    }

    @Override
    public void list(Consumer<SourceFile> each) {
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
        var opened =
                bucket.open(new ForeignBucket.Wanted(file.location(), file.stamp(), Optional.empty(), offset, wanted));
        return new Part(opened.content(), offset, opened.revision());
    }

    @Override
    public void close() {
        bucket.close();
    }
}
