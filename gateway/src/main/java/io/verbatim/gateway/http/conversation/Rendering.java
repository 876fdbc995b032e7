package io.verbatim.gateway.http.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.InboxEntry;
import io.verbatim.api.conversation.MemberView;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageStatus;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.NoticeView;
import io.verbatim.gateway.http.conversation.Quoted.Place;
import io.verbatim.gateway.wire.WireEntry;
import io.verbatim.gateway.wire.WireMapper;
import io.verbatim.gateway.wire.WireMessage;
import io.verbatim.gateway.wire.WireNotice;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes a page's messages and entries, and remembers whom it has named. For one page and one thread at a time.
final class Rendering {
    private final WireMapper wire;
    private final Map<Place, MessageView> known;
    private final Set<Uid> named = new LinkedHashSet<>();

    /// @param known the page's messages, and those they reply to
    Rendering(WireMapper wire, Map<Place, MessageView> known) {
        this.wire = wire;
        this.known = known;
    }

    /// Everybody whom the page has named so far.
    Set<Uid> named() {
        return named;
    }

    WireNotice notice(ConversationId conversation, NoticeView notice) {
        named.add(notice.by());
        notice.members().forEach(member -> named.add(member.person()));
        return new WireNotice(
                notice.afterSeq(),
                notice.version(),
                notice.at(),
                WireNotice.event(notice.kind()),
                wire.notice(conversation, notice));
    }

    WireMessage message(ConversationId conversation, MessageView message, @Nullable MessageStatus status) {
        named.add(message.sender());
        message.content().mentions().stream()
                .filter(mentioned -> !mentioned.equals(MessageContent.EVERYBODY))
                .forEach(named::add);
        message.reactions().forEach(reaction -> named.addAll(reaction.users()));
        if (message.tombstone() != null) {
            named.add(message.tombstone().by());
        }
        WireMessage made = wire.message(conversation, message, status);
        Place answered = Place.of(conversation, message).answeredBy(message);
        MessageView reply = answered == null ? null : known.get(answered);
        if (reply == null) {
            return made;
        }
        named.add(reply.sender());
        return made.withReply(wire.reply(reply));
    }

    WireEntry entry(Uid owner, InboxEntry entry) {
        ConversationView conversation = entry.conversation();
        conversation.members().stream().map(MemberView::member).forEach(named::add);
        if (conversation.id().isDirect()) {
            named.add(conversation.otherThan(owner));
        }
        MessageView last = entry.lastMessage();
        return wire.entry(owner, entry, last == null ? null : message(conversation.id(), last, entry.lastStatus()));
    }
}
