package io.verbatim.query.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.query.answers.RefusedQueryException;
import io.verbatim.query.answers.Versions;
import io.verbatim.query.conversation.Head.Member;
import io.verbatim.query.projection.Versioned;
import io.verbatim.query.projection.Views;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads conversations, as far as somebody may.
public final class ConversationReader implements Versions {

    private static final Versioned<Long> UNKNOWN = new Versioned<>(0L, 0);

    private final Views views;

    public ConversationReader(Views views) {
        this.views = views;
    }

    @Override
    public Versioned<Long> of(ConversationId conversation, @Nullable Uid caller) {
        Versioned<Head> head = views.find(Head.KIND, Head.key(conversation));
        if (head == null || (caller != null && head.document().member(caller) == null)) {
            return UNKNOWN;
        }
        return new Versioned<>(head.document().version(), head.position());
    }

    /// The conversation as a member sees it.
    ///
    /// @throws RefusedQueryException if it does not exist for the caller
    Seen see(Uid caller, ConversationId conversation) {
        Head head = views.get(Head.KIND, Head.key(conversation));
        Member member = head == null ? null : head.member(caller);
        if (head == null || member == null) {
            throw RefusedQueryException.notFound("conversation: " + conversation + " (expected: one of the caller's)");
        }
        return new Seen(conversation, head, member, watermarks(conversation));
    }

    /// Those of the conversations that exist for the caller, by id.
    Map<ConversationId, Seen> seeAll(Uid caller, Collection<ConversationId> conversations) {
        List<String> heads = conversations.stream().map(Head::key).toList();
        List<String> marks =
                conversations.stream().map(ConversationReader::watermarksKey).toList();
        Map<String, Head> headsByKey = views.getAll(Head.KIND, heads);
        Map<String, Watermarks> marksByKey = views.getAll(Watermarks.KIND, marks);
        Map<ConversationId, Seen> seen = HashMap.newHashMap(conversations.size());
        for (ConversationId conversation : conversations) {
            Head head = headsByKey.get(Head.key(conversation));
            Member member = head == null ? null : head.member(caller);
            if (head != null && member != null) {
                Watermarks watermarks = marksByKey.getOrDefault(watermarksKey(conversation), Watermarks.NONE);
                seen.put(conversation, new Seen(conversation, head, member, watermarks));
            }
        }
        return seen;
    }

    /// Whether somebody has written to another in their direct conversation: the other is then one of its
    /// contacts.
    public boolean hasWritten(Uid sender, Uid to) {
        if (sender.equals(to)) {
            return false;
        }
        Head head = views.get(Head.KIND, Head.key(ConversationId.direct(sender, to)));
        Member member = head == null ? null : head.member(sender);
        return member != null && member.ownSeq() > 0;
    }

    /// The watermarks of the conversation's first members: of a direct one, both.
    Watermarks watermarks(ConversationId conversation) {
        Watermarks watermarks = views.get(Watermarks.KIND, watermarksKey(conversation));
        return watermarks == null ? Watermarks.NONE : watermarks;
    }

    Views views() {
        return views;
    }

    private static String watermarksKey(ConversationId conversation) {
        return Watermarks.key(conversation, 0);
    }
}
