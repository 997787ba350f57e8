package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.store.CollectionStore;
import io.kubesphere.ai.dataset.store.CollectionStore.Session;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.DigestSet;
import io.kubesphere.ai.kernel.content.ManifestStore;
import io.kubesphere.ai.kernel.content.StoredContents;
import io.kubesphere.ai.kernel.content.StoredContents.Stored;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Removes contents of a project that no version and no upload refers to. It marks first what versions refer to. What
 * is claimed while it runs keeps its claim until the next run, also when it is committed meanwhile; so whatever is
 * neither marked nor claimed at the moment of its deletion is nobody's.
 */
@ApplicationScoped
class ContentCollection {
    /** Marks of at most this many files are held in memory; more are marked in several passes. */
    private static final long MARKS_AT_ONCE = 4_000_000;

    private static final int DELETED_AT_ONCE = 100;

    private final CollectionStore store;
    private final StoredContents stored;
    private final ManifestStore manifests;
    private final Arrivals arrivals;
    private final Clock clock;

    ContentCollection(
            CollectionStore store, StoredContents stored, ManifestStore manifests, Arrivals arrivals, Clock clock) {
        this.store = store;
        this.stored = stored;
        this.manifests = manifests;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    /** What was done; incomplete when uploads left no room, and then the next run goes on. */
    record Outcome(int purged, long deleted, long kept, long bytes, boolean complete) {}

    /** Empty when another replica collects here at the moment. */
    Optional<Outcome> collect(String project) {
        var outcome = store.alone(ContentSpace.of(project), session -> new Run(project, session).run());
        if (outcome.isPresent()) {
            // After the purge, which is that of all versions of the project.
            store.spaces(project).stream().filter(ContentSpace::isExternal).forEach(this::collectExternal);
        }
        return outcome;
    }

    /** Only manifests lie there; the files are not ours to touch. */
    private void collectExternal(String space) {
        var unused = store.alone(space, session -> {
            var complete = sweepManifests(space, session);
            session.forgetOrigins();
            return complete;
        });
    }

    private boolean sweepManifests(String space, Session session) {
        var complete = true;
        for (var page = stored.manifests(space, ""); !page.isEmpty(); page = stored.manifests(space, last(page))) {
            var digests = page.stream().map(Stored::digest).toList();
            complete &= session.deleteUnknown(digests, free -> {
                if (!free.isEmpty()) {
                    stored.deleteManifests(space, free);
                }
            });
        }
        return complete;
    }

    /** One collection. */
    private final class Run {
        private final String project;
        private final String space;
        private final Session session;
        private long deleted;
        private long kept;
        private long bytes;
        private boolean complete = true;

        Run(String project, Session session) {
            this.project = project;
            this.space = ContentSpace.of(project);
            this.session = session;
        }

        Outcome run() {
            var now = clock.instant();
            var purged = session.purge(project, now);
            session.close(project, now);
            // Uploads first, versions after: what is committed in between is seen as the one or the other.
            for (var upload : session.unswept(project)) {
                arrivals.sweep(upload);
                session.swept(upload, now);
            }
            var roots = session.kept();
            var files = roots.stream().mapToLong(Session.Kept::files).sum();
            var passes = (int) (files / MARKS_AT_ONCE) + 1;
            for (var pass = 0; pass < passes; pass++) {
                sweep(marks(roots, pass, passes), pass, passes);
            }
            complete &= sweepManifests(space, session);
            if (complete) {
                session.measured(kept, bytes, now);
            }
            return new Outcome(purged, deleted, kept, bytes, complete);
        }

        private DigestSet marks(List<Session.Kept> roots, int pass, int passes) {
            var marks = new DigestSet();
            for (var root : roots) {
                try (var files = manifests.read(space, root.manifest()).orElseThrow(() -> lost(root.manifest()))) {
                    files.forEachRemaining(file -> {
                        if (belongs(file.content(), pass, passes)) {
                            marks.add(file.content());
                        }
                    });
                }
            }
            return marks;
        }

        private void sweep(DigestSet marks, int pass, int passes) {
            for (var page = stored.contents(space, ""); !page.isEmpty(); page = stored.contents(space, last(page))) {
                var candidates = new ArrayList<Digest>();
                for (var content : page) {
                    if (!belongs(content.digest(), pass, passes)) {
                        continue;
                    }
                    if (marks.contains(content.digest())) {
                        kept++;
                        bytes += content.size();
                    } else {
                        candidates.add(content.digest());
                    }
                }
                delete(candidates);
            }
        }

        private void delete(List<Digest> candidates) {
            for (var start = 0; start < candidates.size(); start += DELETED_AT_ONCE) {
                var some = candidates.subList(start, Math.min(start + DELETED_AT_ONCE, candidates.size()));
                complete &= session.deleteUnclaimed(some, free -> {
                    stored.deleteContents(space, free);
                    deleted += free.size();
                });
            }
        }
    }

    private static String last(List<Stored> page) {
        return page.get(page.size() - 1).key();
    }

    private static boolean belongs(Digest digest, int pass, int passes) {
        return passes == 1 || Integer.parseInt(digest.hex(), 0, 4, 16) % passes == pass;
    }

    /** Nothing is deleted when it is not known what is needed. */
    private static Problem lost(Digest manifest) {
        return Problem.of(
                Problem.Code.INTERNAL,
                "the manifest %s of a version is missing; nothing is collected in its project",
                manifest);
    }
}
