package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.Continued;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parts of a list by offset. */
final class Pages {
    private static final Pattern OFFSET = Pattern.compile("\\d{1,9}");

    private Pages() {}

    static <T> Continued<T> of(List<T> all, String token, int limit) {
        if (!token.isEmpty() && !OFFSET.matcher(token).matches()) {
            throw unknownToken(token);
        }
        var from = token.isEmpty() ? 0 : Math.min(all.size(), Integer.parseInt(token));
        var to = (int) Math.min(all.size(), (long) from + limit);
        return new Continued<>(
                all.subList(from, to), to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
    }

    static Problem unknownToken(String token) {
        return Problem.of(Problem.Code.INVALID, "page token %s is none of ours", token);
    }
}
