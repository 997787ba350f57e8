package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.store.OriginStore;
import io.kubesphere.ai.kernel.content.ContentOrigin;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ByteRange;
import io.kubesphere.ai.kernel.storage.ForeignBucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** Contents that have stayed in buckets of others, or on volumes, when a version was made of them. */
@ApplicationScoped
class ExternalContents implements ContentOrigin {
    private final OriginStore store;
    private final OriginBuckets buckets;
    private final Snapshots snapshots;

    ExternalContents(OriginStore store, OriginBuckets buckets, Snapshots snapshots) {
        this.store = store;
        this.buckets = buckets;
        this.snapshots = snapshots;
    }

    @Override
    public boolean holds(String space) {
        return ContentSpace.isExternal(space);
    }

    @Override
    public Optional<Long> size(String space, Digest digest) {
        return store.find(space, digest).stream().findFirst().map(placed -> placed.file()
                .size());
    }

    /** Another object with the same bytes is as good as the one that was changed. */
    @Override
    public Optional<InputStream> open(String space, Digest digest, ByteRange range) {
        ContentSpace.requireReadable(space);
        var first = Optional.<Problem>empty();
        for (var placed : store.find(space, digest)) {
            try {
                return Optional.of(open(ContentSpace.project(space), placed, range));
            } catch (Problem refused) {
                first = first.or(() -> Optional.of(refused));
            }
        }
        if (first.isPresent()) {
            throw first.get();
        }
        return Optional.empty();
    }

    private InputStream open(String project, OriginStore.Placed placed, ByteRange range) {
        var file = placed.file();
        if (range.offset() >= file.size()) {
            return InputStream.nullInputStream();
        }
        var place = snapshots.read(placed.bucket());
        var isToTheEnd = range.length() >= file.size() - range.offset();
        var length = isToTheEnd ? OptionalLong.empty() : OptionalLong.of(range.length());
        var wanted = new ForeignBucket.Wanted(file.location(), file.stamp(), file.revision(), range.offset(), length);
        try {
            return buckets.open(project, place, wanted);
        } catch (Problem refused) {
            throw told(file.location(), place.bucket(), refused);
        }
    }

    /** What the bucket's owner has done to the version, in the words of the version's reader. */
    private static Problem told(String key, String bucket, Problem refused) {
        if (refused.code() == Problem.Code.CONFLICT) {
            return Problem.of(
                            Problem.Code.CONFLICT,
                            "%s in bucket %s has been changed since the version was made of it; put the object back as"
                                    + " it was, or make another version",
                            key,
                            bucket)
                    .because(refused);
        }
        if (refused.code() == Problem.Code.NOT_FOUND) {
            return Problem.of(
                            Problem.Code.EXPIRED,
                            "%s is not in bucket %s any more; put the object back as it was, or make another version",
                            key,
                            bucket)
                    .because(refused);
        }
        return refused;
    }
}
