package io.kubesphere.ai.overview.control;

import io.kubesphere.ai.overview.Amounts;
import io.kubesphere.ai.overview.FreeBlock;
import io.kubesphere.ai.overview.FreeBlock.Shape;
import io.kubesphere.ai.overview.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The largest job that could start now, exactly: workers of one shape do not compete across machines, so each machine holds
 * as many as its scarcest resource allows.
 */
final class FreeBlocks {
    private static final Comparator<Shape> BY_CARDS =
            Comparator.comparingLong(Shape::cards).thenComparingInt(Shape::cardsPerWorker);

    private final Companion companion;

    /** @param companion what a worker needs beside its cards */
    FreeBlocks(Companion companion) {
        this.companion = companion;
    }

    /** CPU, in millionths of a core, and memory, in bytes, for each card. */
    record Companion(long cpu, long memory) {}

    /**
     * What is left of a machine.
     *
     * @param left CPU and memory
     * @param cards units that nobody holds, by resource
     */
    record Room(MachineView machine, Amounts left, Map<String, Long> cards, long pods) {}

    /** By model and resource, sorted by both; models of which there is no card are left out. */
    List<FreeBlock> of(List<Room> rooms) {
        var kinds = new TreeMap<String, List<Room>>();
        for (var room : rooms) {
            for (var resource : room.machine().cards().keySet()) {
                kinds.computeIfAbsent(room.machine().model() + "\n" + resource, unused -> new ArrayList<>())
                        .add(room);
            }
        }
        return kinds.entrySet().stream()
                .map(kind -> block(kind.getKey().split("\n", 2), kind.getValue()))
                .toList();
    }

    private FreeBlock block(String[] kind, List<Room> rooms) {
        var resource = kind[1];
        var open = rooms.stream().filter(room -> room.machine().isOpen()).toList();
        var most = open.stream().mapToLong(room -> free(room, resource)).max().orElse(0);
        var shapes = new ArrayList<Shape>();
        for (var cards = 1; cards <= most; cards++) {
            var perWorker = cards;
            var workers = open.stream()
                    .mapToLong(room -> workers(room, resource, perWorker))
                    .sum();
            if (workers > 0) {
                shapes.add(new Shape(cards, workers));
            }
        }
        var free = rooms.stream().mapToLong(room -> free(room, resource)).sum();
        return new FreeBlock(
                kind[0], resource, free, shapes, shapes.stream().max(BY_CARDS).orElse(new Shape(0, 0)));
    }

    private static long free(Room room, String resource) {
        return Math.max(0, room.cards().getOrDefault(resource, 0L));
    }

    private long workers(Room room, String resource, int cards) {
        var byCards = free(room, resource) / cards;
        var byCpu = fits(room.left().orZero(Measure.CPU), companion.cpu() * cards);
        var byMemory = fits(room.left().orZero(Measure.MEMORY), companion.memory() * cards);
        return Math.max(0, Math.min(Math.min(byCards, room.pods()), Math.min(byCpu, byMemory)));
    }

    private static long fits(long left, long each) {
        return each == 0 ? Long.MAX_VALUE : Math.max(0, left) / each;
    }
}
