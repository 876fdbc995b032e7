package io.verbatim.query.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.query.documents.KeyNumbers;
import io.verbatim.query.documents.KeyRange;
import io.verbatim.query.projection.DocumentKind;
import io.verbatim.query.projection.Row;
import java.util.ArrayList;
import java.util.List;

/// A message as it was sent, texts sealed.
///
/// @param seq its place in the conversation
/// @param version of the conversation, by which it came
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

    /// `tc/{conversation}/{position}`: the messages of a conversation by when they were sent, and by their last
    /// change; the value is the `seq`.
    static String changeKey(ConversationId conversation, long position) {
        return CHANGES + conversation + '/' + KeyNumbers.write(position);
    }

    static KeyRange changesAfter(ConversationId conversation, long position) {
        return KeyRange.startingWith(CHANGES + conversation + '/', changeKey(conversation, position + 1));
    }

    static Row changeRow(ConversationId conversation, long position, long seq) {
        return Row.of(changeKey(conversation, position), position, Long.toString(seq));
    }

    /// That it was sent, and whom it mentions.
    static List<Row> rows(String key, StoredMessage message) {
        ConversationId conversation = new ConversationId(DocumentKind.partition(key));
        Row sent = changeRow(conversation, message.position(), message.seq());
        if (message.content().mentions().isEmpty()) {
            return List.of(sent);
        }
        List<Row> rows = new ArrayList<>(1 + message.content().mentions().size());
        rows.add(sent);
        message.content().mentions().stream()
                .distinct()
                .map(mentioned -> Row.of(Mentions.key(conversation, mentioned, message.seq()), message.position()))
                .forEach(rows::add);
        return rows;
    }

    /// The message without what anybody typed.
    StoredMessage redacted() {
        MessageContent left =
                new MessageContent(null, null, content.mentions(), content.replyTo(), content.forwarded());
        return new StoredMessage(seq, version, sender, clientMessageId, at, position, left);
    }
}
