package io.kubesphere.ai.kernel.auth;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What a caller's roles allow beyond the path of his request, which ks-apiserver has judged already. Answers are believed
 * for as long as a bearer is ({@code aip.auth.cache}), so a list of references costs one review for each kind.
 */
@ApplicationScoped
public class Permissions {
    private record Question(String user, String namespace, String plural) {}

    private final boolean reviewed;
    private final AccessReviews reviews;
    private final BriefMemory<Question, Boolean> answers;

    Permissions(AuthConfig config, Clock clock) {
        this.reviewed = config.reviewReferences();
        this.reviews = new AccessReviews(config.ksApiserver(), Path.of(config.accountTokenFile()), config.timeout());
        this.answers = new BriefMemory<>(config.cache(), clock);
    }

    /**
     * Whether a caller may read the objects of a kind of ours in a project; always, where reviews are switched off.
     *
     * @param plural of the kind, such as {@code datasets}
     * @throws io.kubesphere.ai.kernel.kapi.Problem UNAVAILABLE when ks-apiserver cannot be asked
     */
    public boolean mayGet(Caller caller, String namespace, String plural) {
        return !reviewed
                || answers.recall(
                        new Question(caller.user(), namespace, plural),
                        () -> reviews.mayGet(caller, namespace, plural));
    }
}
