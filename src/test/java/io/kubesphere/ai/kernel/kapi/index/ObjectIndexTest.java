package io.kubesphere.ai.kernel.kapi.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.kubesphere.ai.kernel.kapi.FieldSelector;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectIndexTest {
    private static final List<String> LABELS = List.of(
            "",
            "team=vision",
            "team!=risk",
            "team in (risk,speech)",
            "team notin (risk)",
            "archived",
            "!archived",
            "missing",
            "!missing",
            "missing!=x",
            "team=vision,!archived");
    private static final List<String> FIELDS = List.of(
            "",
            "status.phase=Running",
            "status.phase!=Running",
            "status.phase=~rUNNING",
            "status.phase=",
            "status.phase!=",
            "spec.owner=user-3",
            "metadata.name=run-a",
            "status.phase=Failed,spec.owner!=user-1");
    private static final List<String> SORTS = List.of("creationTimestamp", "name", "status.score");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyPageIsWhatSortingAndFilteringAllObjectsGives(long seed) {
        var random = new Random(seed);
        var index = IndexedMaps.index();
        var held = churned(random, index, random.nextInt(400) + 20);

        for (var i = 0; i < 500; i++) {
            var query = randomQuery(random);
            var scope = randomScope(random);
            var expected = expected(held, scope, query);

            var page = index.page(scope.scope, query);

            assertThat(page.totalItems())
                    .as("seed %d %s %s", seed, query, scope)
                    .isEqualTo(expected.size());
            assertThat(page.items())
                    .as("seed %d %s %s", seed, query, scope)
                    .containsExactlyElementsOf(window(expected, query));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void countsPerValueAreThoseOfAllObjectsInScope(long seed) {
        var random = new Random(seed);
        var index = IndexedMaps.index();
        var held = churned(random, index, 300);

        var counts = index.counts(Scope.namespace("project-1"), "status.phase");

        for (var phase : IndexedMaps.PHASES) {
            var expected = held.stream()
                    .filter(map -> map.getMetadata().getNamespace().equals("project-1"))
                    .filter(map -> phase.equals(map.getData().get("phase")))
                    .count();
            assertThat(counts.getOrDefault(phase, 0L))
                    .as("seed %d %s", seed, phase)
                    .isEqualTo(expected);
        }
    }

    @Test
    void scopesShowWhatEitherPartShows() {
        var index = IndexedMaps.index();
        index.put(map("a", "mine", 1, "Queued"));
        index.put(map("b", "shared", 2, "Running"));
        index.put(map("b", "private", 3, "Queued"));

        var scope = Scope.namespace("a").or(Scope.everywhere().where("status.phase", "Running"));

        assertThat(names(index, scope, ListQuery.ALL)).containsExactlyInAnyOrder("mine", "shared");
    }

    @Test
    void olderVersionArrivingLateChangesNothing() {
        var index = IndexedMaps.index();
        index.put(map("a", "run", 9, "Succeeded"));

        assertThat(index.put(map("a", "run", 8, "Running"))).isFalse();
        assertThat(index.find("a", "run").orElseThrow().getData()).containsEntry("phase", "Succeeded");
    }

    @Test
    void objectDeletedBeforeOurOwnWriteArrivesStaysDeleted() {
        var index = IndexedMaps.index();
        var created = map("a", "run", 5, "Queued");
        index.remove(created);

        assertThat(index.put(created)).isFalse();
        assertThat(index.find("a", "run")).isEmpty();
    }

    @Test
    void lateDeletionOfAnEarlierObjectOfTheSameNameKeepsTheNewOne() {
        var index = IndexedMaps.index();
        var first = map("a", "run", 5, "Failed");
        var second = map("a", "run", 7, "Queued");
        index.put(first);
        index.put(second);

        index.remove(first);

        assertThat(index.find("a", "run")).contains(second);
    }

    @Test
    void changingAnObjectThatCameFromTheIndexDoesNotConfuseIt() {
        var index = IndexedMaps.index();
        var run = map("a", "run", 5, "Queued");
        index.put(run);
        run.getData().put("phase", "Running");
        index.put(map("a", "run", 6, "Failed"));

        assertThat(names(
                        index,
                        Scope.everywhere(),
                        ListQuery.ALL.where(FieldSelector.parse("f", "status.phase=Queued"))))
                .isEmpty();
    }

    @Test
    void undeclaredFieldIsRefusedWithThoseThatArePossible() {
        var index = IndexedMaps.index();
        var query = ListQuery.ALL.where(FieldSelector.parse("fieldSelector", "spec.secret=x"));

        assertThatThrownBy(() -> index.page(Scope.everywhere(), query))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("spec.secret")
                .hasMessageContaining("status.phase");
        assertThatThrownBy(() -> index.page(Scope.everywhere(), ListQuery.ALL.sortedBy("spec.secret", true)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("status.score");
    }

    @Test
    void readersSeeWholePagesWhileWritersChurn() throws Exception {
        var index = IndexedMaps.index();
        var seed = System.nanoTime();
        churned(new Random(seed), index, 500);
        var stop = new AtomicBoolean();
        var pool = Executors.newFixedThreadPool(4);
        try {
            var writers = IntStream.range(0, 2)
                    .<Future<?>>mapToObj(i -> pool.submit(() -> churn(index, seed + i, stop)))
                    .toList();
            var readers = IntStream.range(0, 2)
                    .mapToObj(i -> pool.submit(() -> readMany(index, seed - i)))
                    .toList();
            for (var reader : readers) {
                assertThat(reader.get()).as("seed %d", seed).isEqualTo(2000);
            }
            stop.set(true);
            for (var writer : writers) {
                writer.get();
            }
        } finally {
            stop.set(true);
            pool.shutdownNow();
        }
        assertThat(index.page(Scope.everywhere(), ListQuery.ALL).totalItems()).isEqualTo(index.size());
    }

    private static void churn(ObjectIndex<ConfigMap> index, long seed, AtomicBoolean stop) {
        var random = new Random(seed);
        for (var version = 100_000L; !stop.get(); version++) {
            var map = IndexedMaps.random(random, 5, 200, version);
            index.find(map.getMetadata().getNamespace(), map.getMetadata().getName())
                    .filter(held -> random.nextInt(3) == 0)
                    .ifPresent(index::remove);
            index.put(map);
        }
    }

    private static int readMany(ObjectIndex<ConfigMap> index, long seed) {
        var random = new Random(seed);
        var whole = 0;
        for (var i = 0; i < 2000; i++) {
            var query = randomQuery(random);
            var page = index.page(Scope.everywhere(), query);
            var rest = Math.max(0, page.totalItems() - query.offset());
            whole += page.items().size() == Math.min(rest, query.limit()) ? 1 : 0;
        }
        return whole;
    }

    /** Puts, replaces and removes at random; answers what must be in the index now. */
    private static List<ConfigMap> churned(Random random, ObjectIndex<ConfigMap> index, int steps) {
        var held = new HashMap<String, ConfigMap>();
        for (var version = 1; version <= steps; version++) {
            var map = IndexedMaps.random(random, 5, 150, version);
            var key = map.getMetadata().getNamespace() + "/" + map.getMetadata().getName();
            if (held.containsKey(key) && random.nextBoolean()) {
                index.remove(held.remove(key));
            } else {
                index.put(map);
                held.put(key, map);
            }
        }
        return List.copyOf(held.values());
    }

    private record NamedScope(Scope scope, Set<String> namespaces) {}

    private static NamedScope randomScope(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new NamedScope(Scope.everywhere(), Set.of());
            case 1 -> new NamedScope(Scope.namespace("project-2"), Set.of("project-2"));
            default -> {
                var namespaces = Set.of("project-0", "project-3", "absent");
                yield new NamedScope(Scope.namespaces(namespaces), namespaces);
            }
        };
    }

    private static ListQuery randomQuery(Random random) {
        var limit = List.of(-1, 0, 1, 3, 10, 50).get(random.nextInt(6));
        return ListQuery.of(Map.of(
                "page", List.of(Integer.toString(1 + random.nextInt(4))),
                "limit", List.of(Integer.toString(limit)),
                "sortBy", List.of(pick(random, SORTS)),
                "ascending", List.of(Boolean.toString(random.nextBoolean())),
                "name", List.of(pick(random, List.of("", "", "", "RUN-1", "z"))),
                "names", List.of(pick(random, List.of("", "", "", "run-a,run-b,run-c"))),
                "labelSelector", List.of(pick(random, LABELS)),
                "fieldSelector", List.of(pick(random, FIELDS))));
    }

    private static String pick(Random random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static List<ConfigMap> expected(List<ConfigMap> held, NamedScope scope, ListQuery query) {
        var matches = held.stream()
                .filter(map -> scope.namespaces.isEmpty()
                        || scope.namespaces.contains(map.getMetadata().getNamespace()))
                .filter(map -> query.labels().matches(map.getMetadata().getLabels()))
                .filter(map -> query.fields().terms().stream().allMatch(term -> term.matches(field(map, term.path()))))
                .filter(map -> map.getMetadata().getName().contains(query.name().toLowerCase(Locale.ROOT)))
                .filter(map -> query.names().isEmpty()
                        || query.names().contains(map.getMetadata().getName()))
                .sorted(order(query.sortBy()))
                .toList();
        var ordered = new ArrayList<>(matches);
        if (!query.ascending()) {
            Collections.reverse(ordered);
        }
        return ordered;
    }

    private static String field(ConfigMap map, String path) {
        return switch (path) {
            case "metadata.name" -> map.getMetadata().getName();
            case "status.phase" -> map.getData().getOrDefault("phase", "");
            default -> map.getData().getOrDefault("owner", "");
        };
    }

    private static Comparator<ConfigMap> order(String sortBy) {
        Function<ConfigMap, String> name = map -> map.getMetadata().getName();
        Comparator<ConfigMap> first =
                switch (sortBy) {
                    case "name" -> Comparator.comparing(name);
                    case "status.score" ->
                        Comparator.comparing(
                                map -> Integer.parseInt(map.getData().getOrDefault("score", "-1")));
                    default -> Comparator.comparing(map -> map.getMetadata().getCreationTimestamp());
                };
        return first.thenComparing(name).thenComparing(map -> map.getMetadata().getNamespace());
    }

    private static List<ConfigMap> window(List<ConfigMap> ordered, ListQuery query) {
        var start = (int) Math.min(query.offset(), ordered.size());
        return ordered.subList(start, Math.min(start + query.limit(), ordered.size()));
    }

    private static List<String> names(ObjectIndex<ConfigMap> index, Scope scope, ListQuery query) {
        return index.page(scope, query).items().stream()
                .map(map -> map.getMetadata().getName())
                .toList();
    }

    private static ConfigMap map(String namespace, String name, long version, String phase) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .withUid(namespace + name + version)
                .withResourceVersion(Long.toString(version))
                .withCreationTimestamp("2026-01-01T00:00:00Z")
                .endMetadata()
                .addToData("phase", phase)
                .build();
    }
}
