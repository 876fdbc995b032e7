package io.verbatim.api.conversation;

import io.verbatim.api.Event;

/// What can have happened in a conversation. The conversation itself is named by the record.
public sealed interface ConversationEvent extends Event
        permits DirectConversationOpened,
                DirectConversationBlocked,
                DirectConversationUnblocked,
                DirectConversationLeft,
                GroupCreated,
                GroupRetitled,
                MembersAdded,
                MemberLeft,
                MemberRolesChanged,
                MessageSent,
                MessageEdited,
                MessageDeleted,
                MessageHidden,
                MessageReacted,
                ReceiptsRecorded,
                ConversationCleared,
                ConversationSettingsChanged {}
