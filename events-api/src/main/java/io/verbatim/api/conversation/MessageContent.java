package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.vault.Sealed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a message says. All that a person or an application typed is sealed under the author's key of the month.
///
/// @param text plain text
/// @param data an object of the application's own, as JSON
/// @param mentions members it speaks of, or [#EVERYBODY]
/// @param replyTo the `seq` of the message that it answers
/// @param forwarded whether it was said elsewhere first
public record MessageContent(
        @Nullable Sealed text,
        @Nullable Sealed data,
        List<Uid> mentions,
        @Nullable Long replyTo,
        @Nullable Boolean forwarded) {

    /// Who is meant when all members are mentioned at once.
    public static final Uid EVERYBODY = new Uid("*");

    /// Absent and empty lists are the same, in what is read back too.
    @SuppressWarnings("RedundantNullCheck") // a stored event may lack the list
    public MessageContent {
        mentions = mentions == null ? List.of() : List.copyOf(mentions);
    }

    public static MessageContent text(Sealed text) {
        return new MessageContent(text, null, List.of(), null, null);
    }

    /// The size of all that is sealed in it, in bytes.
    public int sealedBytes() {
        return (text == null ? 0 : text.bytes().length) + (data == null ? 0 : data.bytes().length);
    }
}
