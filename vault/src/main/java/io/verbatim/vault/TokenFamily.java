package io.verbatim.vault;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A device's refresh tokens as they are stored.
///
/// @param id the family's id, public
/// @param locator the part of all its tokens by which they find it
/// @param current the hash of the newest token
/// @param usedAt when that was made, in epoch milliseconds
/// @param answers what recent rotations answered, the oldest first
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record TokenFamily(String id, String locator, byte[] current, long usedAt, List<Answer> answers) {

    /// More rotations than this within the time of repeats, and the oldest can no longer be repeated.
    static final int ANSWERS = 32;

    TokenFamily {
        answers = List.copyOf(answers);
    }

    /// After a rotation; answers that nobody may repeat any more are dropped.
    TokenFamily rotated(byte[] newest, long now, long repeatable, @Nullable Answer answer) {
        List<Answer> kept =
                answers.stream().filter(former -> former.at >= now - repeatable).toList();
        if (answer != null) {
            List<Answer> room = kept.size() < ANSWERS ? kept : kept.subList(1, kept.size());
            kept = Stream.concat(room.stream(), Stream.of(answer)).toList();
        }
        return new TokenFamily(id, locator, newest, now, kept);
    }

    @Nullable
    Answer answerTo(byte[] offered, String requestId, long since) {
        for (Answer answer : answers) {
            if (answer.at >= since && answer.requestId.equals(requestId) && Arrays.equals(answer.offered, offered)) {
                return answer;
            }
        }
        return null;
    }

    /// A rotation that may be repeated.
    ///
    /// @param offered the hash of the token that was exchanged
    /// @param nonce of `sealed`
    /// @param sealed the token that was given for it, sealed under a key that only the offered token yields
    record Answer(byte[] offered, String requestId, long at, byte[] nonce, byte[] sealed) {}
}
