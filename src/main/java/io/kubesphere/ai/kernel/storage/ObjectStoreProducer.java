package io.kubesphere.ai.kernel.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Chooses the object store that the configuration names. */
final class ObjectStoreProducer {

    @Produces
    @ApplicationScoped
    ObjectStore store(ObjectStoreConfig config) {
        return switch (config.kind()) {
            case S3 -> ObjectStore.onS3(config.s3());
            case DIRECTORY ->
                ObjectStore.inDirectory(config.directory()
                        .orElseThrow(() -> new IllegalStateException(
                                "aip.object-store.kind=directory needs aip.object-store.directory")));
        };
    }

    @Produces
    @ApplicationScoped
    ObjectLinks links(ObjectStoreConfig config) {
        return config.kind() == ObjectStoreConfig.Kind.S3
                        && config.publicEndpoint().isPresent()
                ? ObjectLinks.onS3(config.s3(config.publicEndpoint()), config.linkLife())
                : ObjectLinks.none();
    }
}
