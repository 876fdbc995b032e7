package io.verbatim.query.conversation;

import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.FindConversation;
import io.verbatim.api.conversation.FindGroups;
import io.verbatim.api.conversation.FindMembers;
import io.verbatim.api.conversation.Groups;
import io.verbatim.api.conversation.MemberView;
import io.verbatim.api.conversation.MembersPage;
import io.verbatim.query.answers.ViewAnswers;
import io.verbatim.query.conversation.Seen.Numbered;

/// Finds a conversation, and its members.
public final class ConversationQueryHandler {

    private final ConversationReader conversations;

    public ConversationQueryHandler(ConversationReader conversations) {
        this.conversations = conversations;
    }

    public void subscribe(ViewAnswers answers) {
        answers.answer(FindConversation.class, ConversationView.class, this::handle);
        answers.answer(FindGroups.class, Groups.class, this::handle);
        answers.answer(FindMembers.class, MembersPage.class, this::handle);
    }

    ConversationView handle(FindConversation query) {
        return conversations.see(query.caller(), query.conversationId()).view();
    }

    Groups handle(FindGroups query) {
        return new Groups(conversations.groups().present(query.person()));
    }

    MembersPage handle(FindMembers query) {
        Seen seen = conversations.see(query.caller(), query.conversationId());
        MemberPages.Page<Numbered<MemberView>> page =
                MemberPages.page(seen.members(), Numbered::number, query.after(), query.limit());
        return new MembersPage(page.members().stream().map(Numbered::of).toList(), page.next());
    }
}
