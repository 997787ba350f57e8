package io.kubesphere.ai.overview.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.overview.History;
import io.kubesphere.ai.overview.HistoryQuery;
import io.kubesphere.ai.overview.engine.UsageHistory;
import io.kubesphere.ai.overview.engine.UsageHistory.Selection;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** What was asked for lately over time; those who look at the same chart cost one question. */
final class Histories {
    /** Charts that are kept; an old one is as good as any while a new one is drawn. */
    private static final int MOST = 200;

    private static final FreshCopy.Ages AGES = new FreshCopy.Ages(
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10));

    private final Clock clock;
    private final Executor executor;
    private final Map<Chart, FreshCopy<List<History.Line>>> charts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Chart, FreshCopy<List<History.Line>>> eldest) {
            return size() > MOST;
        }
    };

    Histories(Clock clock, Executor executor) {
        this.clock = clock;
        this.executor = executor;
    }

    private record Chart(Selection whose, HistoryQuery query) {}

    /** @throws Problem UNAVAILABLE where the source cannot be asked, or a 400 of its own */
    List<History.Line> lines(UsageHistory source, Selection whose, HistoryQuery query) {
        var answer = chart(source, new Chart(whose, query)).get();
        return answer.value().orElseThrow(() -> answer.problem()
                .orElseGet(() -> Problem.of(Problem.Code.UNAVAILABLE, "the figures are still awaited; try again")));
    }

    private FreshCopy<List<History.Line>> chart(UsageHistory source, Chart chart) {
        synchronized (charts) {
            return charts.computeIfAbsent(
                    chart,
                    wanted ->
                            new FreshCopy<>(() -> source.range(wanted.whose(), wanted.query()), AGES, clock, executor));
        }
    }
}
