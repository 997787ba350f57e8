package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.Tag;
import io.kubesphere.ai.dataset.store.TagStore;
import io.kubesphere.ai.dataset.store.VersionRow;
import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Names that point to versions and can be moved. */
@ApplicationScoped
class Tags {
    private final TagStore store;
    private final VersionNames names;
    private final Clock clock;

    Tags(TagStore store, VersionNames names, Clock clock) {
        this.store = store;
        this.names = names;
        this.clock = clock;
    }

    List<Tag> of(UUID dataset) {
        return store.of(dataset);
    }

    Tag point(Caller caller, VersionRow version, String name) {
        names.requireTag(version.datasetId(), name);
        var tag = new Tag(name, version.name(), caller.user(), clock.instant());
        store.point(version.datasetId(), version.id(), tag);
        return tag;
    }

    void remove(UUID dataset, String tag) {
        if (!store.remove(dataset, tag)) {
            throw Problem.of(Problem.Code.NOT_FOUND, "there is no tag %s", tag);
        }
    }
}
