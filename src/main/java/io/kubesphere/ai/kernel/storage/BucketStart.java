package io.kubesphere.ai.kernel.storage;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** Makes the bucket when it is not there yet; the service itself does not wait for it. */
@ApplicationScoped
class BucketStart {
    private static final Logger LOG = Logger.getLogger(BucketStart.class);
    private static final long PAUSE_SECONDS = 5;

    private final ObjectStoreConfig config;
    private final ScheduledExecutorService retries = Executors.newSingleThreadScheduledExecutor(BucketStart::daemon);
    private String lastTrouble = "";

    BucketStart(ObjectStoreConfig config) {
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        if (config.kind() == ObjectStoreConfig.Kind.S3) {
            retries.execute(this::attempt);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        retries.shutdownNow();
    }

    private void attempt() {
        try (var s3 = S3Clients.client(config.s3())) {
            ensure(s3, config.bucket());
        } catch (SdkException away) {
            again(away.getMessage());
        }
    }

    /** There is a bucket of the name afterwards, whoever made it. */
    static void ensure(S3Client s3, String bucket) {
        try {
            s3.headBucket(request -> request.bucket(bucket));
            LOG.infof("the bucket is there name=%s", bucket);
        } catch (NoSuchBucketException missing) {
            create(s3, bucket);
        }
    }

    private static void create(S3Client s3, String bucket) {
        try {
            s3.createBucket(request -> request.bucket(bucket));
            LOG.infof("the bucket is made name=%s", bucket);
        } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException madeMeanwhile) {
            LOG.debugf("another replica has made the bucket name=%s", bucket);
        }
    }

    /** Says the same trouble once. */
    private void again(String trouble) {
        if (!trouble.equals(lastTrouble)) {
            LOG.warnf("the bucket is not there, trying again name=%s cause=%s", config.bucket(), trouble);
            lastTrouble = trouble;
        }
        var unused = retries.schedule(this::attempt, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "bucket-start");
        thread.setDaemon(true);
        return thread;
    }
}
