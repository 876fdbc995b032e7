package io.verbatim.api.record;

import io.verbatim.api.Event;
import io.verbatim.api.account.AccountDeleted;
import io.verbatim.api.account.AccountRegistered;
import io.verbatim.api.account.DeviceSignedIn;
import io.verbatim.api.account.DeviceSignedOut;
import io.verbatim.api.account.DisplayNameChanged;
import io.verbatim.api.account.LastSeenVisibilityChanged;
import io.verbatim.api.account.PasswordChanged;
import io.verbatim.api.account.PersonBlocked;
import io.verbatim.api.account.PersonUnblocked;
import io.verbatim.api.conversation.ConversationCleared;
import io.verbatim.api.conversation.ConversationSettingsChanged;
import io.verbatim.api.conversation.DirectConversationBlocked;
import io.verbatim.api.conversation.DirectConversationLeft;
import io.verbatim.api.conversation.DirectConversationOpened;
import io.verbatim.api.conversation.DirectConversationUnblocked;
import io.verbatim.api.conversation.GroupCreated;
import io.verbatim.api.conversation.GroupRetitled;
import io.verbatim.api.conversation.MemberLeft;
import io.verbatim.api.conversation.MemberRolesChanged;
import io.verbatim.api.conversation.MembersAdded;
import io.verbatim.api.conversation.MessageDeleted;
import io.verbatim.api.conversation.MessageEdited;
import io.verbatim.api.conversation.MessageHidden;
import io.verbatim.api.conversation.MessageReacted;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.ReceiptsRecorded;
import io.verbatim.api.presence.CameOnline;
import io.verbatim.api.presence.GatewayLost;
import io.verbatim.api.presence.SessionClosed;
import io.verbatim.api.presence.SessionOpened;
import io.verbatim.api.presence.WentOffline;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The names under which events are stored: a closed list that only grows, each frozen by a golden file.
public final class EventTypes {

    /// All of them.
    public static final List<EventType> ALL = List.of(
            new EventType("account-registered", 1, AccountRegistered.class),
            new EventType("account-deleted", 1, AccountDeleted.class),
            new EventType("display-name-changed", 1, DisplayNameChanged.class),
            new EventType("last-seen-visibility-changed", 1, LastSeenVisibilityChanged.class),
            new EventType("password-changed", 1, PasswordChanged.class),
            new EventType("person-blocked", 1, PersonBlocked.class),
            new EventType("person-unblocked", 1, PersonUnblocked.class),
            new EventType("device-signed-in", 1, DeviceSignedIn.class),
            new EventType("device-signed-out", 1, DeviceSignedOut.class),
            new EventType("direct-conversation-opened", 1, DirectConversationOpened.class),
            new EventType("direct-conversation-blocked", 1, DirectConversationBlocked.class),
            new EventType("direct-conversation-unblocked", 1, DirectConversationUnblocked.class),
            new EventType("direct-conversation-left", 1, DirectConversationLeft.class),
            new EventType("group-created", 1, GroupCreated.class),
            new EventType("group-retitled", 1, GroupRetitled.class),
            new EventType("members-added", 1, MembersAdded.class),
            new EventType("member-left", 1, MemberLeft.class),
            new EventType("member-roles-changed", 1, MemberRolesChanged.class),
            new EventType("message-sent", 1, MessageSent.class),
            new EventType("message-edited", 1, MessageEdited.class),
            new EventType("message-deleted", 1, MessageDeleted.class),
            new EventType("message-hidden", 1, MessageHidden.class),
            new EventType("message-reacted", 1, MessageReacted.class),
            new EventType("receipts-recorded", 1, ReceiptsRecorded.class),
            new EventType("conversation-cleared", 1, ConversationCleared.class),
            new EventType("conversation-settings-changed", 1, ConversationSettingsChanged.class),
            new EventType("session-opened", 1, SessionOpened.class),
            new EventType("session-closed", 1, SessionClosed.class),
            new EventType("came-online", 1, CameOnline.class),
            new EventType("went-offline", 1, WentOffline.class),
            new EventType("gateway-lost", 1, GatewayLost.class));

    private static final Map<Class<? extends Event>, EventType> BY_CLASS =
            ALL.stream().collect(Collectors.toUnmodifiableMap(EventType::payload, Function.identity()));
    private static final Map<String, EventType> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(EventType::name, Function.identity()));

    private EventTypes() {}

    /// The stored name of an event.
    ///
    /// @throws IllegalArgumentException if the class is in no list: it cannot be stored
    public static EventType of(Class<?> event) {
        EventType type = BY_CLASS.get(event);
        if (type == null) {
            throw new IllegalArgumentException("event: " + event.getName() + " (expected: one of EventTypes.ALL)");
        }
        return type;
    }

    /// What a stored name means.
    ///
    /// @throws IllegalArgumentException if this version of the program does not know the name
    public static EventType named(String name) {
        EventType type = BY_NAME.get(name);
        if (type == null) {
            throw new IllegalArgumentException("type: " + name + " (expected: one of " + BY_NAME.keySet() + ")");
        }
        return type;
    }
}
