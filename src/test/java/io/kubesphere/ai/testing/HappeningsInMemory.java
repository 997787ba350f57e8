package io.kubesphere.ai.testing;

import io.kubesphere.ai.notification.Happening;
import io.kubesphere.ai.notification.HappeningKind;
import io.kubesphere.ai.notification.Happenings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Remembers what modules tell; nothing is damped. */
public final class HappeningsInMemory implements Happenings {
    private final Map<String, Happening> told = new LinkedHashMap<>();
    private final Set<String> conditions = new TreeSet<>();

    @Override
    public synchronized void tell(Happening happening) {
        told.putIfAbsent(happening.key(), happening);
    }

    @Override
    public synchronized void begun(String condition, Happening beginning) {
        if (conditions.add(condition)) {
            tell(beginning.keyed(condition + "#" + told.size()));
        }
    }

    @Override
    public synchronized void over(String condition, Optional<Happening> end) {
        if (conditions.remove(condition)) {
            end.ifPresent(happening -> tell(happening.keyed(condition + "#" + told.size())));
        }
    }

    @Override
    public synchronized Set<String> standing(String prefix) {
        return conditions.stream().filter(name -> name.startsWith(prefix)).collect(Collectors.toUnmodifiableSet());
    }

    public synchronized List<Happening> told() {
        return new ArrayList<>(told.values());
    }

    public synchronized List<HappeningKind> kinds() {
        return told().stream().map(Happening::kind).toList();
    }
}
