package io.verbatim.query.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.FindReceiptChanges;
import io.verbatim.api.conversation.FindReceiptChanges.Moved;
import io.verbatim.api.conversation.FindReceiptCounts;
import io.verbatim.api.conversation.FindReceipts;
import io.verbatim.api.conversation.ReceiptChanges;
import io.verbatim.api.conversation.ReceiptChanges.Changed;
import io.verbatim.api.conversation.ReceiptCounts;
import io.verbatim.api.conversation.ReceiptView;
import io.verbatim.api.conversation.ReceiptsPage;
import io.verbatim.query.answers.ViewAnswers;
import io.verbatim.query.conversation.Seen.Numbered;
import java.util.List;

/// Finds watermarks.
public final class ReceiptsQueryHandler {

    private final ConversationReader conversations;

    public ReceiptsQueryHandler(ConversationReader conversations) {
        this.conversations = conversations;
    }

    public void subscribe(ViewAnswers answers) {
        answers.answer(FindReceipts.class, ReceiptsPage.class, this::handle);
        answers.answer(FindReceiptChanges.class, ReceiptChanges.class, this::handle);
        answers.answer(FindReceiptCounts.class, ReceiptCounts.class, this::handle);
    }

    ReceiptsPage handle(FindReceipts query) {
        Seen seen = conversations.see(query.caller(), query.conversationId());
        MemberPages.Page<Numbered<ReceiptView>> page =
                MemberPages.page(seen.receipts(), Numbered::number, query.after(), query.limit());
        return new ReceiptsPage(page.members().stream().map(Numbered::of).toList(), page.next());
    }

    ReceiptChanges handle(FindReceiptChanges query) {
        return new ReceiptChanges(query.changes().stream().map(this::changed).toList());
    }

    ReceiptCounts handle(FindReceiptCounts query) {
        return new ReceiptCounts(conversations.groups().counts(query));
    }

    private Changed changed(Moved moved) {
        if (!moved.conversationId().isDirect()) {
            return conversations.groups().moved(moved);
        }
        Watermarks watermarks = conversations.watermarks(moved.conversationId());
        List<Uid> pair = moved.conversationId().pair();
        List<ReceiptView> members = moved.members().stream()
                .map(number -> watermarks.of(number).view(pair.get(number - 1)))
                .toList();
        return new Changed(moved.conversationId(), members);
    }
}
