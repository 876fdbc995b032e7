package io.verbatim.query.conversation;

import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.NoticeView;
import io.verbatim.query.documents.KeyRange;
import io.verbatim.query.projection.DocumentKind;

/// Something that stood between messages. The order of positions is that of the messages before, too.
///
/// @param position of the event
record Notice(long position, NoticeView view) {

    static final DocumentKind<Notice> KIND = DocumentKind.of("nt", Notice.class);

    static String key(ConversationId conversation, long position) {
        return KIND.key(conversation.value(), position);
    }

    /// Those after a position, through another.
    static KeyRange between(ConversationId conversation, long after, long through) {
        return new KeyRange(key(conversation, after + 1), key(conversation, through + 1));
    }
}
