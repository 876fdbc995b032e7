package io.verbatim.gateway.stream;

import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.NoticeView;
import io.verbatim.gateway.wire.WireMapper;

/// Events of what stands between messages.
final class NoticeFrames {

    private NoticeFrames() {}

    static Frame frame(ConversationId conversation, NoticeView notice, WireMapper wire) {
        FrameName name = switch (notice.kind()) {
            case CHANGED -> FrameName.GROUP_CHANGED;
            case JOINED -> FrameName.MEMBER_JOINED;
            case LEFT -> FrameName.MEMBER_LEFT;
            case ROLE -> FrameName.MEMBER_ROLE;
        };
        return ServerFrames.event(name, wire.notice(conversation, notice));
    }
}
