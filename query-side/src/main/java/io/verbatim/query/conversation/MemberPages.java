package io.verbatim.query.conversation;

import io.verbatim.api.Refusal;
import io.verbatim.query.answers.RefusedQueryException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Pages of what there is one of for each member. The `next` of a page is how many were before.
final class MemberPages {

    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

    private MemberPages() {}

    /// @throws RefusedQueryException if `after` is not the `next` of a page
    static <T> Page<T> page(List<T> all, @Nullable String after, int limit) {
        int from = Math.min(count(after), all.size());
        int to = (int) Math.min(all.size(), (long) from + Math.max(1, limit));
        return new Page<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
    }

    private static int count(@Nullable String after) {
        if (after == null) {
            return 0;
        }
        if (!COUNT.matcher(after).matches()) {
            throw new RefusedQueryException(
                    Refusal.invalid("after", "after: " + after + " (expected: the next of the page before)"));
        }
        return Integer.parseInt(after);
    }

    record Page<T>(List<T> members, @Nullable String next) {}
}
