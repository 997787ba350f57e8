package io.kubesphere.ai.testing;

import java.nio.file.Path;

/** The S3 server of the tests as a program, for bench/datasets: says where it is and serves until it is ended. */
public final class S3Program {
    private S3Program() {}

    public static void main(String[] arguments) throws InterruptedException {
        S3ForTests.withoutLogging();
        var server = S3ForTests.start(Path.of(arguments[0]));
        System.out.println(server.endpoint());
        Thread.currentThread().join();
    }
}
