package io.kubesphere.ai.kernel.kapi.index;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.kubesphere.ai.kernel.kapi.FieldSelector;
import io.kubesphere.ai.kernel.kapi.LabelSelector;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;

/** Run by hand: how long a page of 50 out of 50,000 takes, what the index costs in memory, what a write costs. */
public final class ObjectIndexBench {
    private static final int OBJECTS = 50_000;
    private static final int ROUNDS = 3_000;

    private ObjectIndexBench() {}

    public static void main(String[] args) {
        var random = new Random(42);
        var maps = new ArrayList<ConfigMap>();
        for (var i = 0; i < OBJECTS; i++) {
            maps.add(IndexedMaps.random(random, 20, 1_000_000, i + 1));
        }
        var before = usedMegabytes();
        var index = IndexedMaps.index();
        var start = System.nanoTime();
        maps.forEach(index::put);
        System.out.printf("fill: %d objects in %d ms%n", index.size(), (System.nanoTime() - start) / 1_000_000);
        System.out.printf("memory beyond the objects: %.1f MB%n", usedMegabytes() - before);

        var base = ListQuery.ALL.page(1, 50);
        var running = FieldSelector.parse("f", "status.phase=Running");
        measure("all, newest first", index, base);
        measure("phase=Running, newest first", index, base.where(running));
        measure(
                "phase=Running, by name, page 100",
                index,
                base.where(running).sortedBy("name", true).page(100, 50));
        measure(
                "team in (..), !archived, by score",
                index,
                base.labelled(LabelSelector.parse("l", "team in (vision,risk),!archived"))
                        .sortedBy("status.score", false));
        measure("name contains 7z", index, base.named("7z"));
        measure(
                "phase!=Running, owner=user-3, name contains a",
                index,
                base.where(FieldSelector.parse("f", "status.phase!=Running,spec.owner=user-3"))
                        .named("a"));
        measure("all, page 900", index, base.page(900, 50));
        measurePuts(index, random);
    }

    private static void measure(String what, ObjectIndex<ConfigMap> index, ListQuery query) {
        var times = new long[ROUNDS];
        var scope = Scope.everywhere();
        var total = 0L;
        for (var i = -ROUNDS; i < ROUNDS; i++) {
            var start = System.nanoTime();
            total = index.page(scope, query).totalItems();
            if (i >= 0) {
                times[i] = System.nanoTime() - start;
            }
        }
        print(what + " (" + total + " matches)", times);
    }

    private static void measurePuts(ObjectIndex<ConfigMap> index, Random random) {
        var times = new long[ROUNDS];
        for (var i = 0; i < ROUNDS; i++) {
            var map = IndexedMaps.random(random, 20, 1_000_000, OBJECTS + i + 1L);
            var start = System.nanoTime();
            index.put(map);
            times[i] = System.nanoTime() - start;
        }
        print("put", times);
    }

    private static void print(String what, long[] times) {
        Arrays.sort(times);
        System.out.printf(
                "%-60s p50 %7.1f us  p95 %7.1f us  max %8.1f us%n",
                what,
                times[times.length / 2] / 1e3,
                times[(int) (times.length * 0.95)] / 1e3,
                times[times.length - 1] / 1e3);
    }

    private static double usedMegabytes() {
        for (var i = 0; i < 3; i++) {
            System.gc();
        }
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
    }
}
