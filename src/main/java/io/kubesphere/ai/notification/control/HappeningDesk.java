package io.kubesphere.ai.notification.control;

import io.kubesphere.ai.notification.Happening;
import io.kubesphere.ai.notification.Happenings;
import io.kubesphere.ai.notification.store.EventStore;
import io.kubesphere.ai.notification.store.StandingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** Records what modules tell. */
@ApplicationScoped
class HappeningDesk implements Happenings {
    private final EventStore events;
    private final StandingStore conditions;
    private final NotificationConfig config;

    HappeningDesk(EventStore events, StandingStore conditions, NotificationConfig config) {
        this.events = events;
        this.conditions = conditions;
        this.config = config;
    }

    @Override
    public void tell(Happening happening) {
        events.record(happening);
    }

    @Override
    public void begun(String condition, Happening beginning) {
        conditions.begin(condition, beginning, config.quiet());
    }

    @Override
    public void over(String condition, Optional<Happening> end) {
        conditions.end(condition, end, config.quiet());
    }

    @Override
    public Set<String> standing(String prefix) {
        return Set.copyOf(conditions.standing(prefix));
    }
}
