package io.kubesphere.ai.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What pods of the test run: images that the node has, since there is no registry. */
final class Images {
    /** Python and nothing else, from {@code e2e/cluster}. */
    static final String PYTHON = "localhost/ai-platform/python:3.11";

    private static final String PLATFORM = "localhost/ai-platform/service";
    private static final Path ARCHIVES = Path.of("target", "extension");

    private Images() {}

    /** Brings the platform's image to the node; what the service must know of it and of the way from a pod to the service. */
    static Map<String, String> settings(String address) {
        var archive = archive();
        RealCluster.script("import", PLATFORM, archive.toString());
        var port = freePort();
        return Map.of(
                "aip.workload.image",
                PLATFORM + ":" + version(archive),
                "aip.workload.service-url",
                "http://" + address + ":" + port,
                "aip.workload-port.number",
                Integer.toString(port),
                "aip.workload.agent-cpu",
                "10m");
    }

    private static Path archive() {
        try (var files = Files.newDirectoryStream(ARCHIVES, "*.oci.tar")) {
            return files.iterator().next();
        } catch (IOException absent) {
            throw new UncheckedIOException("pods need the image: run mvn verify -Pe2e, which makes it", absent);
        }
    }

    private static String version(Path archive) {
        return archive.getFileName()
                .toString()
                .replaceFirst("^ai-platform-", "")
                .replaceFirst("\\.oci\\.tar$", "");
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
