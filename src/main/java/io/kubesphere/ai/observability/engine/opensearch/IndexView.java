package io.kubesphere.ai.observability.engine.opensearch;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.observability.LogNotice;
import io.kubesphere.ai.observability.engine.logstore.FieldNames;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What is known of the indices; looked at again after a while, since there is a new one every day. */
final class IndexView {
    private static final Logger LOG = Logger.getLogger(IndexView.class);
    private static final Duration GOOD_FOR = Duration.ofSeconds(60);

    /** Who has just set up a pipeline waits for its first line. */
    private static final Duration NOTHING_GOOD_FOR = Duration.ofSeconds(5);

    private final SearchClient client;
    private final FieldNames fields;
    private final Duration patience;
    private final Clock clock;
    private Optional<Sight> last = Optional.empty();

    IndexView(SearchClient client, FieldNames fields, Duration patience, Clock clock) {
        this.client = client;
        this.fields = fields;
        this.patience = patience;
        this.clock = clock;
    }

    /** @param notices what is wrong with the indices themselves */
    record Sight(FieldCaps caps, SearchDsl dsl, List<LogNotice> notices, Instant until) {}

    synchronized Sight now() {
        var time = clock.instant();
        var known = last.filter(sight -> time.isBefore(sight.until()));
        if (known.isPresent()) {
            return known.get();
        }
        var caps = client.caps(fields);
        var sight = new Sight(
                caps,
                new SearchDsl(fields, caps, patience),
                caps.hasIndices() ? full() : List.of(noIndex()),
                time.plus(caps.hasIndices() ? GOOD_FOR : NOTHING_GOOD_FOR));
        last = Optional.of(sight);
        return sight;
    }

    private LogNotice noIndex() {
        return new LogNotice(
                "NoIndex",
                client.product()
                        + " has no index of logs; let a log pipeline write one, or name the right one"
                        + " (logs.store.index)");
    }

    /** Who may search need not be allowed to see settings. */
    private List<LogNotice> full() {
        try {
            return client.full().stream()
                    .limit(1)
                    .map(index -> new LogNotice(
                            "ReadOnly",
                            client.product() + " takes no new lines for " + index
                                    + " because its disk is full, so the newest are missing; free some space"))
                    .toList();
        } catch (Problem notAllowed) {
            LOG.debugf(notAllowed, "whether indices are read-only is not known");
            return List.of();
        }
    }
}
