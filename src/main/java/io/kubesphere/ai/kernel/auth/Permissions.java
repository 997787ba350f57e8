package io.kubesphere.ai.kernel.auth;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a caller's roles allow beyond the path of his request, which ks-apiserver has judged already. Answers are believed
 * for as long as a bearer is ({@code aip.auth.cache}), so a list of references costs one review for each kind.
 */
@ApplicationScoped
public class Permissions {
    private static final int MOST = 10_000;

    private record Question(String user, String namespace, String plural) {}

    private record Answer(boolean allowed, Instant until) {}

    private final boolean reviewed;
    private final AccessReviews reviews;
    private final Duration life;
    private final Clock clock;
    private final Map<Question, Answer> answers = new ConcurrentHashMap<>();

    Permissions(AuthConfig config, Clock clock) {
        this.reviewed = config.reviewReferences();
        this.reviews = new AccessReviews(config.ksApiserver(), Path.of(config.accountTokenFile()), config.timeout());
        this.life = config.cache();
        this.clock = clock;
    }

    /**
     * Whether a caller may read the objects of a kind of ours in a project; always, where reviews are switched off.
     *
     * @param plural of the kind, such as {@code datasets}
     * @throws io.kubesphere.ai.kernel.kapi.Problem UNAVAILABLE when ks-apiserver cannot be asked
     */
    public boolean mayGet(Caller caller, String namespace, String plural) {
        if (!reviewed) {
            return true;
        }
        var now = clock.instant();
        var question = new Question(caller.user(), namespace, plural);
        var held = answers.get(question);
        if (held != null && now.isBefore(held.until())) {
            return held.allowed();
        }
        var allowed = reviews.mayGet(caller, namespace, plural);
        if (answers.size() >= MOST) {
            answers.clear();
        }
        answers.put(question, new Answer(allowed, now.plus(life)));
        return allowed;
    }
}
