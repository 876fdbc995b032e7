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
    private final GroupReader groups;

    public ConversationReader(Views views) {
        this.views = views;
        this.groups = new GroupReader(views);
    }

    @Override
    public Versioned<Long> of(ConversationId conversation, @Nullable Uid caller) {
        Versioned<Head> head = views.find(Head.KIND, Head.key(conversation));
        if (head == null || (caller != null && !exists(head.document(), conversation, caller))) {
            return UNKNOWN;
        }
        return new Versioned<>(head.document().seen(), head.position());
    }

    private boolean exists(Head head, ConversationId conversation, Uid caller) {
        return conversation.isDirect()
                ? head.member(caller) != null
                : !views.rowsAscending(Members.groups(caller, conversation), 1).isEmpty();
    }

    /// The conversation as a member sees it.
    ///
    /// @throws RefusedQueryException if it does not exist for the caller
    Seen see(Uid caller, ConversationId conversation) {
        if (!conversation.isDirect()) {
            Seen group = groups.seeAll(caller, List.of(conversation)).get(conversation);
            if (group == null) {
                throw notThere(conversation);
            }
            return group;
        }
        Head head = views.get(Head.KIND, Head.key(conversation));
        Member member = head == null ? null : head.member(caller);
        if (head == null || member == null) {
            throw notThere(conversation);
        }
        return new SeenDirect(conversation, head, member, watermarks(conversation));
    }

    private static RefusedQueryException notThere(ConversationId conversation) {
        return RefusedQueryException.notFound("conversation: " + conversation + " (expected: one of the caller's)");
    }

    /// Those of the conversations that exist for the caller, by id.
    Map<ConversationId, Seen> seeAll(Uid caller, Collection<ConversationId> conversations) {
        Map<ConversationId, Seen> seen = HashMap.newHashMap(conversations.size());
        List<ConversationId> direct =
                conversations.stream().filter(ConversationId::isDirect).toList();
        if (direct.size() < conversations.size()) {
            seen.putAll(groups.seeAll(
                    caller,
                    conversations.stream().filter(each -> !each.isDirect()).toList()));
        }
        Map<String, Head> headsByKey =
                views.getAll(Head.KIND, direct.stream().map(Head::key).toList());
        Map<String, Watermarks> marksByKey = views.getAll(
                Watermarks.KIND,
                direct.stream().map(ConversationReader::watermarksKey).toList());
        for (ConversationId conversation : direct) {
            Head head = headsByKey.get(Head.key(conversation));
            Member member = head == null ? null : head.member(caller);
            if (head != null && member != null) {
                Watermarks watermarks = marksByKey.getOrDefault(watermarksKey(conversation), Watermarks.NONE);
                seen.put(conversation, new SeenDirect(conversation, head, member, watermarks));
            }
        }
        return seen;
    }

    /// Those of the people for whom the conversation exists, with their eyes.
    Map<Uid, Seen> seeAs(Collection<Uid> people, ConversationId conversation) {
        if (!conversation.isDirect()) {
            return groups.seeAs(people, conversation);
        }
        Map<Uid, Seen> seen = HashMap.newHashMap(people.size());
        for (Uid person : people) {
            Seen one = seeAll(person, List.of(conversation)).get(conversation);
            if (one != null) {
                seen.put(person, one);
            }
        }
        return seen;
    }

    /// The groups that somebody is, or was, in.
    GroupReader groups() {
        return groups;
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
