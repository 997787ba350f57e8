package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.store.SpaceStore;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many bytes the datasets of one project may have; asked before a file is taken, so a few seconds late. */
@ApplicationScoped
class ProjectQuota {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final SpaceStore spaces;
    private final DatasetConfig config;
    private final QuotaNews news;
    private final Clock clock;
    private final Map<String, Used> known = new ConcurrentHashMap<>();

    ProjectQuota(SpaceStore spaces, DatasetConfig config, QuotaNews news, Clock clock) {
        this.spaces = spaces;
        this.config = config;
        this.news = news;
        this.clock = clock;
    }

    private record Used(long bytes, Instant at) {}

    /** Bytes that the space may still take, asked anew; any number when there is no quota. */
    long left(String space) {
        return isUnlimited(space)
                ? Long.MAX_VALUE
                : Math.max(0, config.projectQuota().getAsLong() - spaces.used(space));
    }

    /** What stays outside is nobody's quota. */
    private boolean isUnlimited(String space) {
        return config.projectQuota().isEmpty() || ContentSpace.isExternal(space);
    }

    /** A 403, as Kubernetes' quotas answer, when {@code more} bytes are too many; negative means not known. */
    void require(String space, long more) {
        if (isUnlimited(space)) {
            return;
        }
        var most = config.projectQuota().getAsLong();
        var now = clock.instant();
        var used = known.compute(
                space,
                (key, before) -> before != null && before.at().plus(REMEMBERED).isAfter(now)
                        ? before
                        : new Used(spaces.used(space), now));
        if (used.bytes() + Math.max(0, more) > most) {
            news.refused(ContentSpace.project(space), used.bytes(), most);
            throw Problem.of(
                    Problem.Code.FORBIDDEN,
                    "the datasets of this project may have %d bytes and have %d; delete versions or ask for more",
                    most,
                    used.bytes());
        }
        if (more > 0) {
            known.put(space, new Used(used.bytes() + more, used.at()));
        }
    }
}
