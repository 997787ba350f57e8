package io.kubesphere.ai.standalone.samples;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Jobs of several ranks. Each job has a loopback address of its own, as pods have, and all use the same port. */
final class Ranks {
    static final int EPOCHS = 6;

    private final Path directory;
    private final int port;
    private final List<SampleProcess> started = new ArrayList<>();

    private Ranks(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    static Ranks in(Path directory) throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
            return new Ranks(directory, free.getLocalPort());
        }
    }

    int port() {
        return port;
    }

    List<Sample> job(int size, String address) {
        return IntStream.range(0, size)
                .mapToObj(rank -> rank(rank, size, address))
                .toList();
    }

    Sample rank(int rank, int size, String address) {
        return Sample.of("distributed-logistic-regression", directory.resolve(address + "-" + rank))
                .parameter("epochs", EPOCHS)
                .with("AIP_RANK", rank)
                .with("AIP_WORLD_SIZE", size)
                .with("MASTER_ADDR", address)
                .with("MASTER_PORT", port);
    }

    List<SampleProcess> start(List<Sample> ranks) throws IOException {
        var processes = new ArrayList<SampleProcess>();
        for (var rank : ranks) {
            processes.add(start(rank));
        }
        return processes;
    }

    SampleProcess start(Sample rank) throws IOException {
        var process = rank.start();
        started.add(process);
        return process;
    }

    static void allEndWell(List<SampleProcess> ranks) throws InterruptedException {
        for (var rank : ranks) {
            rank.endedWell();
        }
    }

    void killAll() {
        started.forEach(rank -> rank.process().destroyForcibly());
    }
}
