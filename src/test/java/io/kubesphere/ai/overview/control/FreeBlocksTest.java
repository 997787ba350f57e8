package io.kubesphere.ai.overview.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.overview.Amounts;
import io.kubesphere.ai.overview.FreeBlock;
import io.kubesphere.ai.overview.FreeBlock.Shape;
import io.kubesphere.ai.overview.Measure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreeBlocksTest {
    private static final String GPU = "nvidia.com/gpu";
    private static final long CORE = 1_000_000;
    private static final long GIBI = 1L << 30;
    private static final FreeBlocks.Companion COMPANION = new FreeBlocks.Companion(CORE, GIBI);

    @Test
    void largestFreeBlockEqualsBruteForceOnAThousandRandomClusters() {
        for (var seed = 0L; seed < 1000; seed++) {
            var rooms = randomRooms(new Random(seed));

            var blocks = new FreeBlocks(COMPANION).of(rooms);

            assertThat(blocks).as("seed %d", seed).isEqualTo(new BruteForce(rooms).blocks());
        }
    }

    /** Puts workers one by one wherever one fits, in every order of machines that could matter, until none fits anywhere. */
    private record BruteForce(List<FreeBlocks.Room> rooms) {
        List<FreeBlock> blocks() {
            var blocks = new ArrayList<FreeBlock>();
            for (var model : List.of("A100", "L4")) {
                var some = rooms.stream()
                        .filter(room -> room.machine().model().equals(model))
                        .filter(room -> room.machine().cards().containsKey(GPU))
                        .toList();
                if (!some.isEmpty()) {
                    blocks.add(block(model, some));
                }
            }
            return blocks;
        }

        private static FreeBlock block(String model, List<FreeBlocks.Room> some) {
            var shapes = new ArrayList<Shape>();
            var largest = new Shape(0, 0);
            for (var cards = 1; cards <= 16; cards++) {
                var workers = most(some, 0, cards);
                if (workers > 0) {
                    shapes.add(new Shape(cards, workers));
                    if (workers * cards >= largest.cards()) {
                        largest = new Shape(cards, workers);
                    }
                }
            }
            var free = some.stream()
                    .mapToLong(room -> Math.max(0, room.cards().get(GPU)))
                    .sum();
            return new FreeBlock(model, GPU, free, shapes, largest);
        }

        /** Tries every number of workers on a machine, and all that can be done on the others. */
        private static long most(List<FreeBlocks.Room> rooms, int from, int cards) {
            if (from == rooms.size()) {
                return 0;
            }
            var room = rooms.get(from);
            var others = most(rooms, from + 1, cards);
            var best = others;
            for (var workers = 1; workers <= 16 && takes(room, workers, cards); workers++) {
                best = Math.max(best, workers + others);
            }
            return best;
        }

        private static boolean takes(FreeBlocks.Room room, int workers, int cards) {
            return room.machine().isOpen()
                    && room.cards().get(GPU) >= (long) workers * cards
                    && room.left().orZero(Measure.CPU) >= (long) workers * cards * CORE
                    && room.left().orZero(Measure.MEMORY) >= (long) workers * cards * GIBI
                    && room.pods() >= workers;
        }
    }

    private static List<FreeBlocks.Room> randomRooms(Random random) {
        var rooms = new ArrayList<FreeBlocks.Room>();
        var count = 1 + random.nextInt(6);
        for (var i = 0; i < count; i++) {
            rooms.add(room(random, "node-" + i));
        }
        return rooms;
    }

    private static FreeBlocks.Room room(Random random, String name) {
        long cards = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(16);
        var has = cards > 0 ? Map.of(GPU, cards) : Map.<String, Long>of();
        var free = new HashMap<String, Long>();
        // A machine that lost a card may have promised more than it has.
        has.forEach((resource, all) -> free.put(resource, all - random.nextInt((int) (all + 2))));
        var machine = new MachineView(
                name,
                MachineView.State.Ready,
                random.nextInt(5) > 0,
                Map.of(CardUnits.MODEL, random.nextBoolean() ? "A100" : "L4"),
                Amounts.ZERO,
                Amounts.ZERO,
                has,
                Map.of(),
                Set.of(),
                110);
        var left = Amounts.UNKNOWN
                .with(Measure.CPU, (random.nextInt(40) - 4) * CORE / 2)
                .with(Measure.MEMORY, random.nextInt(40) * GIBI / 2);
        return new FreeBlocks.Room(machine, left, free, random.nextInt(12));
    }
}
