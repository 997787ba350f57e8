package io.kubesphere.ai.overview.control;

import io.kubesphere.ai.overview.Amounts;
import io.kubesphere.ai.overview.Figure;
import io.kubesphere.ai.overview.Group;
import io.kubesphere.ai.overview.Grouping;
import io.kubesphere.ai.overview.Measure;
import io.kubesphere.ai.overview.OverviewScope;
import io.kubesphere.ai.overview.Ring;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rings of a scope and what their breakdowns are made of; pure arithmetic, so that all add up exactly. */
final class Board {
    /** Promised to nobody; how much memory of cards that is depends on the cards. */
    private static final Amounts NOTHING =
            Amounts.UNKNOWN.with(Measure.CPU, 0).with(Measure.MEMORY, 0).with(Measure.GPU, 0);

    private final Census census;
    private final Use use;
    private final OverviewScope scope;
    private final Function<String, Optional<String>> workspaceOf;
    private final Amounts requested;
    private final Amounts used;

    Board(Census census, Use use, OverviewScope scope, Function<String, Optional<String>> workspaceOf) {
        this.census = census;
        this.use = use.attributed(census);
        this.scope = scope;
        this.workspaceOf = workspaceOf;
        this.requested = promised();
        this.used = measuredUse();
    }

    /** Sums by name; what has none is not among them. */
    record Parts(Map<String, Amounts> requested, Map<String, Amounts> used) {}

    static List<Grouping> groupings(OverviewScope.Kind kind) {
        return switch (kind) {
            case CLUSTER -> List.of(Grouping.values());
            case WORKSPACE -> List.of(Grouping.PROJECTS, Grouping.APPLICATIONS, Grouping.USERS);
            case PROJECT -> List.of(Grouping.APPLICATIONS, Grouping.USERS);
            case USER -> List.of(Grouping.PROJECTS, Grouping.APPLICATIONS);
        };
    }

    Use use() {
        return use;
    }

    List<Ring> rings() {
        var capacity = census.capacity();
        var allocatable = census.allocatable();
        return Arrays.stream(Measure.values())
                .map(measure -> new Ring(
                        measure.wireName(),
                        counted(measure, capacity),
                        counted(measure, allocatable),
                        counted(measure, requested),
                        measured(measure, used),
                        reporting(measure),
                        census.machines().size()))
                .toList();
    }

    Figure counted(Measure measure, Amounts amounts) {
        return Figure.of(measure, amounts.get(measure), new Figure.Reading(Optional.of(census.time()), Use.NO_SAMPLES));
    }

    Figure measured(Measure measure, Amounts amounts) {
        return Figure.of(measure, amounts.get(measure), use.reading(measure));
    }

    /** Promised to the scope's pods. */
    Amounts requested() {
        return requested;
    }

    Amounts used() {
        return used;
    }

    private Amounts promised() {
        var parts = census.groups().entrySet().stream()
                .filter(group -> isInScope(group.getKey()))
                .map(Map.Entry::getValue);
        return Census.whole(Stream.concat(Stream.of(NOTHING), parts).toList());
    }

    private Amounts measuredUse() {
        var sum =
                switch (scope.kind()) {
                    case CLUSTER -> sum(use.usage().machines(), unused -> true);
                    case WORKSPACE, PROJECT -> sum(use.usage().projects(), this::holdsProject);
                    case USER -> sum(use.usage().groups(), this::isInScope);
                };
        var hasPods = census.groups().keySet().stream().anyMatch(this::isInScope);
        return scope.kind() == OverviewScope.Kind.CLUSTER
                ? sum
                : use.settled(sum, hasPods ? Optional.of(requested) : Optional.empty());
    }

    private static <K> Amounts sum(Map<K, Amounts> all, Predicate<K> wanted) {
        return all.entrySet().stream()
                .filter(each -> wanted.test(each.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Amounts.UNKNOWN, Amounts::plus);
    }

    /** What a breakdown consists of; its sums never exceed the scope's own by more than sources disagree. */
    Parts parts(Grouping by) {
        return switch (by) {
            case MACHINES ->
                new Parts(withEmpty(census.promised()), Map.copyOf(use.usage().machines()));
            case PROJECTS ->
                scope.kind() == OverviewScope.Kind.USER
                        ? byGroup(group -> Optional.of(group.namespace()))
                        : new Parts(
                                fold(census.groups(), group -> Optional.of(group.namespace())), projects(Optional::of));
            case WORKSPACES ->
                new Parts(fold(census.groups(), group -> workspaceOf.apply(group.namespace())), projects(workspaceOf));
            case APPLICATIONS ->
                byGroup(group -> Optional.of(group.application())
                        .filter(name -> !name.isEmpty())
                        .map(name -> group.namespace() + "/" + name));
            case USERS -> byGroup(group -> Optional.of(group.owner()).filter(name -> !name.isEmpty()));
        };
    }

    /** A machine on which nothing runs is a row as well. */
    private Map<String, Amounts> withEmpty(Map<String, Amounts> promised) {
        var all = new HashMap<String, Amounts>();
        var nothing =
                Amounts.UNKNOWN.with(Measure.CPU, 0).with(Measure.MEMORY, 0).with(Measure.GPU, 0);
        census.machines().keySet().forEach(name -> all.put(name, nothing));
        promised.forEach((name, amounts) -> all.merge(name, amounts, Amounts::plus));
        return all;
    }

    private Map<String, Amounts> projects(Function<String, Optional<String>> nameOf) {
        var sums = new HashMap<String, Amounts>();
        use.usage().projects().forEach((namespace, amounts) -> {
            if (holdsProject(namespace)) {
                nameOf.apply(namespace).ifPresent(name -> sums.merge(name, amounts, Amounts::plus));
            }
        });
        return sums;
    }

    private Parts byGroup(Function<Group, Optional<String>> nameOf) {
        return new Parts(fold(census.groups(), nameOf), fold(use.usage().groups(), nameOf));
    }

    private Map<String, Amounts> fold(Map<Group, Amounts> groups, Function<Group, Optional<String>> nameOf) {
        var sums = new HashMap<String, Amounts>();
        groups.forEach((group, amounts) -> {
            if (isInScope(group)) {
                nameOf.apply(group).ifPresent(name -> sums.merge(name, amounts, Amounts::plus));
            }
        });
        return sums;
    }

    boolean isInScope(Group group) {
        return scope.user().map(group.owner()::equals).orElseGet(() -> holdsProject(group.namespace()));
    }

    boolean holdsProject(String namespace) {
        return switch (scope.kind()) {
            case CLUSTER -> true;
            case WORKSPACE -> workspaceOf.apply(namespace).equals(Optional.of(scope.name()));
            case PROJECT -> namespace.equals(scope.name());
            case USER -> false;
        };
    }

    private int reporting(Measure measure) {
        return (int) use.usage().machines().entrySet().stream()
                .filter(machine -> census.machines().containsKey(machine.getKey()))
                .filter(machine -> machine.getValue().get(measure).isPresent())
                .count();
    }
}
