package io.kubesphere.ai.standalone.runner.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.kubesphere.ai.standalone.runner.state.AttemptDirectory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a container says about its end: its termination message, or the end of its log where the spec says so. */
record LastWords(AttemptDirectory attempt) {

    private static final int MESSAGE_BYTES = 4096;
    private static final int LOG_BYTES = 2048;
    private static final int LOG_LINES = 80;

    String of(Container container, int exitCode) {
        var message = message();
        var fallsBack = "FallbackToLogsOnError".equals(container.getTerminationMessagePolicy());
        return message.isEmpty() && exitCode != 0 && fallsBack ? lastLines() : message;
    }

    private String message() {
        if (!Files.isRegularFile(attempt.message())) {
            return "";
        }
        try (var bytes = Files.newInputStream(attempt.message())) {
            return new String(bytes.readNBytes(MESSAGE_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "the termination message cannot be read: " + e.getMessage();
        }
    }

    private String lastLines() {
        var lines = tail(attempt.log()).split("(?<=\n)");
        var from = Math.max(0, lines.length - LOG_LINES);
        return String.join("", Arrays.copyOfRange(lines, from, lines.length));
    }

    private static String tail(Path log) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var bytes = new byte[(int) Math.min(LOG_BYTES, file.length())];
            file.seek(file.length() - bytes.length);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "the log cannot be read: " + e.getMessage();
        }
    }
}
