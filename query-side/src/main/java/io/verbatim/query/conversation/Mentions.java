package io.verbatim.query.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.query.documents.KeyNumbers;
import io.verbatim.query.documents.KeyRange;

/// `mn/{conversation}/{uid}/{seq}`: the messages that mention somebody. A hint: whether a message still does is in the
/// message. One that an edit has declared has `/e` behind, since no two documents declare the same row.
final class Mentions {

    private static final String KIND = "mn/";
    private static final String OF_EDIT = "/e";

    private Mentions() {}

    static String key(ConversationId conversation, Uid mentioned, long seq) {
        return KIND + conversation + '/' + mentioned + '/' + KeyNumbers.write(seq);
    }

    static String keyOfEdit(ConversationId conversation, Uid mentioned, long seq) {
        return key(conversation, mentioned, seq) + OF_EDIT;
    }

    /// Those from one `seq` through another.
    static KeyRange range(ConversationId conversation, Uid mentioned, long from, long through) {
        return new KeyRange(key(conversation, mentioned, from), key(conversation, mentioned, through + 1));
    }

    static long seq(String key) {
        return KeyNumbers.read(key, key.lastIndexOf('/', key.length() - OF_EDIT.length() - 1) + 1);
    }
}
