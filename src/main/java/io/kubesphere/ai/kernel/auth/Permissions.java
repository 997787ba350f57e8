package io.kubesphere.ai.kernel.auth;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What a caller's roles allow, as ks-apiserver judges it. Answers are believed for as long as a bearer is ({@code
 * aip.auth.cache}), so many requests of one kind, and a list of references, cost one review.
 */
@ApplicationScoped
public class Permissions {
    private record Question(String user, ResourceAttributes wanted) {}

    private final AuthConfig config;
    private final AccessReviews reviews;
    private final BriefMemory<Question, Boolean> answers;

    Permissions(AuthConfig config, Clock clock) {
        this.config = config;
        this.reviews = new AccessReviews(config.ksApiserver(), Path.of(config.accountTokenFile()), config.timeout());
        this.answers = new BriefMemory<>(config.cache(), clock);
    }

    /**
     * Whether a caller may read the objects of a kind of ours in a project; always, where reviews of references are switched
     * off.
     *
     * @param plural of the kind, such as {@code datasets}
     * @throws io.kubesphere.ai.kernel.kapi.Problem UNAVAILABLE when ks-apiserver cannot be asked
     */
    public boolean mayGet(Caller caller, String namespace, String plural) {
        return !config.reviewReferences() || allows(caller, ResourceAttributes.get(namespace, plural));
    }

    /** Whether a caller may read the Secrets of a project, and so may have us use them. */
    public boolean mayGetSecrets(Caller caller, String namespace) {
        return !config.reviewReferences() || allows(caller, ResourceAttributes.getSecrets(namespace));
    }

    boolean reviewsRequests() {
        return config.reviewRequests();
    }

    boolean allows(Caller caller, ResourceAttributes wanted) {
        return answers.recall(new Question(caller.user(), wanted), () -> reviews.allows(caller, wanted));
    }
}
