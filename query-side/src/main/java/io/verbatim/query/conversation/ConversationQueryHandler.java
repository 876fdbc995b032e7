package io.verbatim.query.conversation;

import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.FindConversation;
import io.verbatim.api.conversation.FindMembers;
import io.verbatim.api.conversation.MemberView;
import io.verbatim.api.conversation.MembersPage;
import io.verbatim.query.answers.ViewAnswers;

/// Finds a conversation, and its members.
public final class ConversationQueryHandler {

    private final ConversationReader conversations;

    public ConversationQueryHandler(ConversationReader conversations) {
        this.conversations = conversations;
    }

    public void subscribe(ViewAnswers answers) {
        answers.answer(FindConversation.class, ConversationView.class, this::handle);
        answers.answer(FindMembers.class, MembersPage.class, this::handle);
    }

    ConversationView handle(FindConversation query) {
        return conversations.see(query.caller(), query.conversationId()).view();
    }

    MembersPage handle(FindMembers query) {
        Seen seen = conversations.see(query.caller(), query.conversationId());
        MemberPages.Page<MemberView> page = MemberPages.page(seen.members(), query.after(), query.limit());
        return new MembersPage(page.members(), page.next());
    }
}
