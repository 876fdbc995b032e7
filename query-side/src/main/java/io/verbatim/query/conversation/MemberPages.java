package io.verbatim.query.conversation;

import io.verbatim.api.Refusal;
import io.verbatim.query.answers.RefusedQueryException;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Pages of what there is one of for each member, by member number: the `next` of a page is the last of its numbers.
final class MemberPages {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private MemberPages() {}

    /// @throws RefusedQueryException if `after` is not the `next` of a page
    static <T> Page<T> page(List<T> all, ToIntFunction<T> number, @Nullable String after, int limit) {
        int from = number(after);
        List<T> left =
                all.stream().filter(each -> number.applyAsInt(each) > from).toList();
        List<T> page = left.subList(0, Math.min(Math.max(1, limit), left.size()));
        return new Page<>(page, page.size() < left.size() ? Integer.toString(number.applyAsInt(page.getLast())) : null);
    }

    private static int number(@Nullable String after) {
        if (after == null) {
            return 0;
        }
        if (!NUMBER.matcher(after).matches()) {
            throw new RefusedQueryException(
                    Refusal.invalid("after", "after: " + after + " (expected: the next of the page before)"));
        }
        return Integer.parseInt(after);
    }

    record Page<T>(List<T> members, @Nullable String next) {}
}
