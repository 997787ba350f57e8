package io.kubesphere.ai.dataset.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import io.kubesphere.ai.kernel.kapi.index.IndexShape;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import io.kubesphere.ai.notification.HappeningKind;
import io.kubesphere.ai.testing.HappeningsInMemory;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class QuotaNewsTest {
    private final HappeningsInMemory happenings = new HappeningsInMemory();
    private final QuotaNews news = new QuotaNews(
            happenings, new Workspaces(IndexShape.of(Namespace.class).build()), Clock.systemUTC());

    @Test
    void eachMarkIsToldOnceAndAgainOnlyAfterThereWasLess() {
        for (var used : new long[] {10, 79, 80, 99, 100, 120, 99, 96, 100, 94, 100, 70, 85}) {
            news.measured("vision", used, 100);
        }

        assertThat(happenings.kinds())
                .containsExactly(
                        HappeningKind.QuotaNearlyReached,
                        HappeningKind.QuotaReached,
                        HappeningKind.QuotaReached,
                        HappeningKind.QuotaNearlyReached);
        assertThat(happenings.told().get(0).words().message()).contains("100 bytes", "have 80");
    }

    @Test
    void refusalMeansThatTheQuotaIsReached() {
        news.refused("vision", 90, 100);
        news.refused("vision", 90, 100);

        assertThat(happenings.kinds()).containsExactly(HappeningKind.QuotaReached);
    }
}
