package io.kubesphere.ai.overview.engine;

import io.kubesphere.ai.overview.History;
import io.kubesphere.ai.overview.HistoryQuery;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a source can do that keeps what it has measured. */
public interface UsageHistory {

    /**
     * Whose.
     *
     * @param projects absent means all; none means nothing
     * @param owner a user
     */
    record Selection(Optional<Set<String>> projects, Optional<String> owner) {
        public boolean isCluster() {
            return projects.isEmpty() && owner.isEmpty();
        }
    }

    /** @throws io.kubesphere.ai.kernel.kapi.Problem UNAVAILABLE when it cannot be asked */
    List<History.Line> range(Selection whose, HistoryQuery query);
}
