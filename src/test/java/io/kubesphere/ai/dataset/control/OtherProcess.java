package io.kubesphere.ai.dataset.control;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.kubesphere.ai.dataset.FileBody;
import io.kubesphere.ai.dataset.UploadName;
import io.kubesphere.ai.dataset.crd.Dataset;
import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.kernel.storage.S3Location;
import io.kubesphere.ai.testing.MigratedDatabase;
import io.kubesphere.ai.testing.S3ForTests;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** A replica in a process of its own, which can be killed as the kernel does it. */
public final class OtherProcess {
    private OtherProcess() {}

    /** Starts one that runs all imports that are due into the dataset. */
    static Process importing(DatasetWorld world, S3ForTests server, Dataset dataset) throws IOException {
        return start(world, server, dataset, List.of());
    }

    /** Starts one that sends what lies at the address into the upload as {@code file.bin}, and commits it as v1. */
    static Process uploading(DatasetWorld world, S3ForTests server, Dataset dataset, List<String> uploadAndAddress)
            throws IOException {
        return start(world, server, dataset, uploadAndAddress);
    }

    private static Process start(DatasetWorld world, S3ForTests server, Dataset dataset, List<String> work)
            throws IOException {
        var suffix = world.vision.substring(world.vision.indexOf('-') + 1);
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                OtherProcess.class.getName(),
                MigratedDatabase.url(),
                server.endpoint().toString(),
                suffix,
                Serialization.asJson(dataset)));
        command.addAll(work);
        return new ProcessBuilder(command).inheritIO().start();
    }

    public static void main(String[] arguments) throws IOException {
        var store = ObjectStore.onS3(new S3Location(
                Optional.of(URI.create(arguments[1])),
                S3ForTests.BUCKET,
                "us-east-1",
                Optional.of(new S3Location.Credentials(S3ForTests.KEY, S3ForTests.SECRET)),
                true,
                Duration.ofSeconds(30)));
        var world = new DatasetWorld(store, new Database(Jdbi.create(arguments[0])), arguments[2]);
        world.index.put(Serialization.unmarshal(arguments[3], Dataset.class));
        if (arguments.length > 4) {
            upload(world, arguments[4], URI.create(arguments[5]));
        } else {
            var imports = new ImportWorld(world);
            imports.secret(world.vision, "key", Map.of("access-key", S3ForTests.KEY, "secret-key", S3ForTests.SECRET));
            imports.replica().runDue();
        }
        System.exit(0);
    }

    private static void upload(DatasetWorld world, String id, URI address) throws IOException {
        var upload = new UploadName(world.vision, "cats", id);
        var connection = address.toURL().openConnection();
        var length = connection.getContentLengthLong();
        world.files.put(upload, new FileBody("file.bin", connection.getInputStream(), length, Optional.empty()));
        world.commit(upload, "v1");
    }
}
