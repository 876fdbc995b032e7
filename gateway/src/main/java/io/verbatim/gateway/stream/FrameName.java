package io.verbatim.gateway.stream;

import io.verbatim.api.conversation.MessageChange;

/// What a frame to a client is called: an event's name, or the type of anything else.
public enum FrameName {
    WELCOME("welcome", false),
    LIVE("live", false),
    ACK("ack", false),
    FAILED("failed", false),
    PONG("pong", false),
    GOODBYE("goodbye", false),
    MESSAGE_SENT("message.sent", true),
    MESSAGE_EDITED("message.edited", true),
    MESSAGE_DELETED("message.deleted", true),
    MESSAGE_REACTED("message.reacted", true),
    CONVERSATION_HIDDEN("conversation.hidden", true),
    CONVERSATION_CLEARED("conversation.cleared", true),
    SETTINGS_CHANGED("settings.changed", true),
    RECEIPTS_CHANGED("receipts.changed", true),
    CONVERSATION_CREATED("conversation.created", true),
    CONVERSATION_GAP("conversation.gap", true),
    GROUP_CHANGED("group.changed", true),
    MEMBER_JOINED("member.joined", true),
    MEMBER_LEFT("member.left", true),
    MEMBER_ROLE("member.role", true),
    ME_CHANGED("me.changed", true),
    PROFILE_CHANGED("profile.changed", true),
    TYPING("typing", true),
    PRESENCE_CHANGED("presence.changed", true);

    private final String wireName;
    private final boolean event;

    FrameName(String wireName, boolean event) {
        this.wireName = wireName;
        this.event = event;
    }

    public String wireName() {
        return wireName;
    }

    /// What a message that has changed so is told as.
    static FrameName of(MessageChange change) {
        return switch (change) {
            case EDITED -> MESSAGE_EDITED;
            case DELETED -> MESSAGE_DELETED;
            case REACTED -> MESSAGE_REACTED;
        };
    }

    /// Whether it is an event: its data stands for itself.
    public boolean isEvent() {
        return event;
    }
}
