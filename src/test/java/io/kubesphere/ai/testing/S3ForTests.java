package io.kubesphere.ai.testing;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.LogManager;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** A real S3 server on loopback, over a directory, with one bucket. */
public final class S3ForTests implements AutoCloseable {
    public static final String BUCKET = "ai-platform";
    public static final String KEY = "access";
    public static final String SECRET = "secret-secret";

    private final S3Proxy proxy;

    private S3ForTests(S3Proxy proxy) {
        this.proxy = proxy;
    }

    /** Starts one over a directory. */
    public static S3ForTests start(Path directory) {
        try {
            Files.createDirectories(directory);
            var files = new FilesystemNio2BlobStore(directory.toString());
            if (!files.containerExists(BUCKET)) {
                files.createContainer(BUCKET);
            }
            var proxy = S3Proxy.builder()
                    .blobStore(files)
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, SECRET)
                    .build();
            proxy.start();
            return new S3ForTests(proxy);
        } catch (Exception notStarted) {
            throw new IllegalStateException(notStarted);
        }
    }

    /**
     * For programs, before anything else: where Quarkus' logging is on the class path and nobody sets it up, Jetty and the database's
     * driver take that as leave to write down every byte and every row, and spend most of their time so.
     */
    public static void withoutLogging() {
        // Whoever asks first has the JDK's own one, which then stays.
        LogManager.getLogManager().reset();
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception notStopped) {
            throw new IllegalStateException(notStopped);
        }
    }
}
