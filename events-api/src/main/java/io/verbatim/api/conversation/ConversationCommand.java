package io.verbatim.api.conversation;

import io.verbatim.api.Command;

/// What a conversation can be asked to do.
public sealed interface ConversationCommand extends Command
        permits OpenDirectConversation,
                BlockDirectConversation,
                UnblockDirectConversation,
                LeaveDirectConversation,
                CreateGroup,
                RecogniseGroup,
                RetitleGroup,
                AddMembers,
                PutMember,
                RemoveMember,
                SendMessage,
                RecogniseMessage,
                EditMessage,
                DeleteMessage,
                HideMessage,
                ReactToMessage,
                RecordReceipts,
                ClearConversation,
                ChangeSettings {

    ConversationId conversationId();

    @Override
    default String aggregateId() {
        return conversationId().aggregateId();
    }
}
