package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.ImportOrigin;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ForeignBucket;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Buckets that versions are read from, kept open for a minute, since a pod reads file after file. After that their
 * credentials are read anew, and at once when they are refused.
 */
@ApplicationScoped
class OriginBuckets {
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST = 32;

    private final ImportSources.Outbound outbound;
    private final ProjectSecrets secrets;
    private final Clock clock;
    private final Map<Key, Held> held = new LinkedHashMap<>(16, 0.75f, true);

    OriginBuckets(ImportSources.Outbound outbound, ProjectSecrets secrets, Clock clock) {
        this.outbound = outbound;
        this.secrets = secrets;
        this.clock = clock;
    }

    private record Key(String project, ImportOrigin.S3 bucket) {}

    /** A bucket that is closed when it is given up and nobody reads from it any more. */
    private static final class Held {
        private final ForeignBucket bucket;
        private final Instant until;
        private int readers;
        private boolean givenUp;

        Held(ForeignBucket bucket, Instant until) {
            this.bucket = bucket;
            this.until = until;
        }

        synchronized boolean enter() {
            readers += givenUp ? 0 : 1;
            return !givenUp;
        }

        synchronized void leave() {
            readers--;
            closeIfUnused();
        }

        synchronized void giveUp() {
            givenUp = true;
            closeIfUnused();
        }

        private void closeIfUnused() {
            if (givenUp && readers == 0) {
                bucket.close();
            }
        }
    }

    /** Opens an object with the credentials of the project; the caller closes what he gets. */
    InputStream open(String project, ImportOrigin.S3 place, ForeignBucket.Wanted wanted) {
        var key = new Key(project, place);
        var entered = entered(key);
        try {
            return reading(entered.bucket.open(wanted).content(), entered);
        } catch (RuntimeException failed) {
            entered.leave();
            if (failed instanceof Problem problem && problem.code() == Problem.Code.FORBIDDEN) {
                forget(key, entered);
            }
            throw failed;
        }
    }

    private static InputStream reading(InputStream content, Held held) {
        return new FilterInputStream(content) {
            private boolean left;

            @Override
            public void close() throws IOException {
                try {
                    super.close();
                } finally {
                    if (!left) {
                        left = true;
                        held.leave();
                    }
                }
            }
        };
    }

    private Held entered(Key key) {
        while (true) {
            var found = known(key).orElseGet(() -> keep(key));
            if (found.enter()) {
                return found;
            }
        }
    }

    private synchronized Optional<Held> known(Key key) {
        return Optional.ofNullable(held.get(key))
                .filter(found -> clock.instant().isBefore(found.until) && !found.givenUp);
    }

    private Held keep(Key key) {
        var credentials = key.bucket().secretName().map(name -> secrets.accessKey(key.project(), name));
        var made = new Held(
                outbound.open(key.bucket(), credentials), clock.instant().plus(KEPT));
        replaced(key, made).forEach(Held::giveUp);
        return made;
    }

    /** Those that are not kept any more. */
    private synchronized List<Held> replaced(Key key, Held made) {
        var out = new ArrayList<Held>();
        Optional.ofNullable(held.put(key, made)).ifPresent(out::add);
        if (held.size() > MOST) {
            out.add(held.remove(held.keySet().iterator().next()));
        }
        return out;
    }

    private void forget(Key key, Held refused) {
        synchronized (this) {
            held.remove(key, refused);
        }
        refused.giveUp();
    }

    @PreDestroy
    void close() {
        List<Held> all;
        synchronized (this) {
            all = List.copyOf(held.values());
            held.clear();
        }
        all.forEach(Held::giveUp);
    }
}
