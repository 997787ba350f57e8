package io.kubesphere.ai.observability.control;

import java.time.Duration;

/** Everything happens soon. */
record TestLogConfig(
        boolean collect,
        Duration chunkAge,
        int chunkBytes,
        long bufferBytes,
        int threads,
        int mostFollowed,
        Duration lease,
        Duration beat,
        Duration retry,
        Duration silence,
        Duration farewell,
        Duration retention)
        implements LogConfig {

    static final TestLogConfig QUICK = new TestLogConfig(
            true,
            Duration.ofMillis(40),
            64 * 1024,
            64 << 20,
            4,
            1000,
            Duration.ofMillis(600),
            Duration.ofMillis(50),
            Duration.ofMillis(10),
            Duration.ofMinutes(5),
            Duration.ofMillis(300),
            Duration.ofDays(90));

    TestLogConfig withChunkAge(Duration age) {
        return new TestLogConfig(
                collect,
                age,
                chunkBytes,
                bufferBytes,
                threads,
                mostFollowed,
                lease,
                beat,
                retry,
                silence,
                farewell,
                retention);
    }

    TestLogConfig withChunkBytes(int bytes) {
        return new TestLogConfig(
                collect,
                chunkAge,
                bytes,
                bufferBytes,
                threads,
                mostFollowed,
                lease,
                beat,
                retry,
                silence,
                farewell,
                retention);
    }

    TestLogConfig withBufferBytes(long bytes) {
        return new TestLogConfig(
                collect,
                chunkAge,
                chunkBytes,
                bytes,
                threads,
                mostFollowed,
                lease,
                beat,
                retry,
                silence,
                farewell,
                retention);
    }

    TestLogConfig withMostFollowed(int streams) {
        return new TestLogConfig(
                collect,
                chunkAge,
                chunkBytes,
                bufferBytes,
                threads,
                streams,
                lease,
                beat,
                retry,
                silence,
                farewell,
                retention);
    }

    TestLogConfig withLease(Duration time) {
        return new TestLogConfig(
                collect,
                chunkAge,
                chunkBytes,
                bufferBytes,
                threads,
                mostFollowed,
                time,
                beat,
                retry,
                silence,
                farewell,
                retention);
    }

    TestLogConfig withSilence(Duration time) {
        return new TestLogConfig(
                collect,
                chunkAge,
                chunkBytes,
                bufferBytes,
                threads,
                mostFollowed,
                lease,
                beat,
                retry,
                time,
                farewell,
                retention);
    }
}
