package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.vault.Sealed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What changes in a message; absent stays. Neither text nor data can be removed.
///
/// @param text the new text, sealed as the first was
/// @param data the new object of the application's own, as JSON
/// @param mentions whom it speaks of from now on
public record MessagePatch(
        @Nullable Sealed text,
        @Nullable Sealed data,
        @Nullable Mentions mentions) {

    public static MessagePatch text(Sealed text) {
        return new MessagePatch(text, null, null);
    }

    /// The content with these changes.
    public MessageContent in(MessageContent content) {
        return new MessageContent(
                text == null ? content.text() : text,
                data == null ? content.data() : data,
                mentions == null ? content.mentions() : mentions.members(),
                content.replyTo(),
                content.forwarded());
    }

    /// Both in one: what the later names stands.
    public MessagePatch then(MessagePatch later) {
        return new MessagePatch(
                later.text == null ? text : later.text,
                later.data == null ? data : later.data,
                later.mentions == null ? mentions : later.mentions);
    }

    /// The size of all that is sealed in it, in bytes.
    public int sealedBytes() {
        return (text == null ? 0 : text.bytes().length) + (data == null ? 0 : data.bytes().length);
    }

    /// All who are mentioned; perhaps nobody, which is another thing than to leave it as it was.
    ///
    /// @param members members of the conversation
    public record Mentions(List<Uid> members) {

        @SuppressWarnings("RedundantNullCheck") // an empty list is not stored
        public Mentions {
            members = members == null ? List.of() : List.copyOf(members);
        }
    }
}
