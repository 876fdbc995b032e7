package io.verbatim.query.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.query.documents.KeyNumbers;
import io.verbatim.query.documents.KeyRange;
import io.verbatim.query.projection.DocumentKind;
import java.time.Instant;

/// A message, texts sealed.
///
/// @param seq its place in the conversation
/// @param version of its own last change
/// @param at when it was sent, in milliseconds
/// @param position of the event that sent it
record StoredMessage(
        long seq, long version, Uid sender, String clientMessageId, long at, long position, MessageContent content) {

    static final DocumentKind<StoredMessage> KIND = DocumentKind.of("tl", StoredMessage.class);

    private static final String CHANGES = "tc/";

    static String key(ConversationId conversation, long seq) {
        return KIND.key(conversation.value(), seq);
    }

    /// The messages from one `seq` through another.
    static KeyRange range(ConversationId conversation, long from, long through) {
        return new KeyRange(key(conversation, from), key(conversation, through + 1));
    }

    /// `tc/{conversation}/{position}`: the messages of a conversation by their last change; the value is the
    /// `seq`.
    static String changeKey(ConversationId conversation, long position) {
        return CHANGES + conversation + '/' + KeyNumbers.write(position);
    }

    static KeyRange changesAfter(ConversationId conversation, long position) {
        return KeyRange.startingWith(CHANGES + conversation + '/', changeKey(conversation, position + 1));
    }

    MessageView view() {
        return new MessageView(seq, version, sender, clientMessageId, Instant.ofEpochMilli(at), content);
    }
}
