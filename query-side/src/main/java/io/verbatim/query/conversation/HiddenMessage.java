package io.verbatim.query.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.query.documents.KeyNumbers;
import io.verbatim.query.documents.KeyRange;
import io.verbatim.query.projection.Deciding;
import io.verbatim.query.projection.DocumentKind;

/// A message that somebody has deleted for itself.
///
/// @param seq which
/// @param version of the conversation, by which it went
/// @param position of the event
record HiddenMessage(long seq, long version, long position) implements Deciding {

    static final DocumentKind<HiddenMessage> KIND = DocumentKind.of("hi", HiddenMessage.class);

    private static final String CHANGES = "hc/";

    @Override
    public boolean changedAt(long at) {
        return position >= at;
    }

    static String key(ConversationId conversation, Uid person, long seq) {
        return KIND.key(conversation.value(), person.value(), seq);
    }

    /// Those of the messages from one `seq` through another.
    static KeyRange range(ConversationId conversation, Uid person, long from, long through) {
        return new KeyRange(key(conversation, person, from), key(conversation, person, through + 1));
    }

    /// `hc/{conversation}/{uid}/{position}`: the same by when it went; the value is the `seq`.
    static String changeKey(ConversationId conversation, Uid person, long position) {
        return CHANGES + conversation + '/' + person + '/' + KeyNumbers.write(position);
    }

    static KeyRange changesAfter(ConversationId conversation, Uid person, long position) {
        return KeyRange.startingWith(
                CHANGES + conversation + '/' + person + '/', changeKey(conversation, person, position + 1));
    }
}
