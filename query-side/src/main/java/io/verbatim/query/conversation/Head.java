package io.verbatim.query.conversation;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.query.documents.KeyNumbers;
import io.verbatim.query.documents.KeyRange;
import io.verbatim.query.projection.DocumentKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an inbox shows of a conversation, and who may see it. A direct conversation has its two people as
/// members from the beginning; for each it exists once it has opened it, or with the first message.
///
/// @param seen the sequence of the last event seen, as a version: for who waits until it is
/// @param version of the last event that changed anything: what is shown
/// @param createdAt in milliseconds, as all times here
/// @param lastSeq the last message's; 0: none
/// @param lastAt the last message's time
/// @param lastPosition the position of the event that sent it
/// @param members of a direct conversation, by member number, from 1
/// @param group what only a group has
record Head(
        long seen,
        long version,
        long createdAt,
        long lastSeq,
        long lastAt,
        long lastPosition,
        List<Member> members,
        @Nullable GroupHead group) {

    static final DocumentKind<Head> KIND = DocumentKind.of("hd", Head.class);

    private static final String INBOX = "ia/";
    private static final String CHANGES = "ix/";

    @SuppressWarnings("RedundantNullCheck") // an empty list is not stored
    Head {
        members = members == null ? List.of() : List.copyOf(members);
    }

    /// Of a direct conversation.
    Head(long version, long createdAt, long lastSeq, long lastAt, long lastPosition, List<Member> members) {
        this(version, version, createdAt, lastSeq, lastAt, lastPosition, members, null);
    }

    static String key(ConversationId conversation) {
        return KIND.key(conversation.value());
    }

    /// The conversation whose head has this key.
    static ConversationId conversation(String key) {
        return new ConversationId(DocumentKind.partition(key));
    }

    /// The same head with other members, at a later version.
    Head with(long newVersion, List<Member> newMembers) {
        return new Head(newVersion, newVersion, createdAt, lastSeq, lastAt, lastPosition, newMembers, group);
    }

    /// The same head once an event is seen that changes nothing.
    Head seen(long newSeen) {
        return new Head(newSeen, version, createdAt, lastSeq, lastAt, lastPosition, members, group);
    }

    /// Whether the conversation exists for nobody yet: its stream may begin with a block.
    boolean isForNobody() {
        return group == null && members.stream().noneMatch(Member::exists);
    }

    /// The member that this person is, if the conversation exists for it.
    @Nullable
    Member member(Uid person) {
        for (Member member : members) {
            if (member.uid().equals(person)) {
                return member.exists() ? member : null;
            }
        }
        return null;
    }

    /// The time by which the inbox is ordered.
    long activityAt(Member member) {
        return lastSeq > 0 ? lastAt : member.joinedAt();
    }

    /// Whether an inbox shows it: not what was cleared, until a message follows.
    boolean isShown(Member member) {
        return member.exists()
                && (!member.owned().isCleared() || lastSeq > member.owned().clearedSeq());
    }

    long activityPosition(Member member) {
        return lastSeq > 0 ? lastPosition : member.since();
    }

    /// `ia/{uid}/{activity}/{conversation}`: an inbox, by time.
    static String inboxKey(Uid owner, long activityAt, ConversationId conversation) {
        return INBOX + owner + '/' + KeyNumbers.write(activityAt) + '/' + conversation;
    }

    static KeyRange inbox(Uid owner) {
        return KeyRange.startingWith(INBOX + owner + '/');
    }

    /// `ix/{uid}/{position}/{conversation}`: the last change of each conversation, for one person.
    static String changeKey(Uid person, long position, ConversationId conversation) {
        return CHANGES + person + '/' + KeyNumbers.write(position) + '/' + conversation;
    }

    static KeyRange changesAfter(Uid person, long position) {
        String prefix = CHANGES + person + '/';
        return KeyRange.startingWith(prefix, prefix + KeyNumbers.write(position + 1));
    }

    /// The conversation that one of these rows is about.
    static ConversationId conversationOfRow(String key) {
        return new ConversationId(key.substring(key.lastIndexOf('/') + 1));
    }

    /// A member.
    ///
    /// @param since the position from which the conversation exists for it; 0: it does not
    /// @param joinedAt the time of that
    /// @param ownSeq its last message
    /// @param changed the position of the last event that it is told of
    /// @param gone that its account is deleted; null: it is not
    /// @param own what is its alone; null: nothing yet
    record Member(
            Uid uid,
            long since,
            long joinedAt,
            long ownSeq,
            long changed,
            @Nullable Gone gone,
            @Nullable Own own) {

        boolean exists() {
            return since > 0;
        }

        Member changedAt(long position) {
            return new Member(uid, since, joinedAt, ownSeq, position, gone, own);
        }

        /// What is its alone.
        Own owned() {
            return own == null ? Own.NOTHING : own;
        }

        Member with(Own changedOwn) {
            return new Member(uid, since, joinedAt, ownSeq, changed, gone, changedOwn);
        }

        /// The same once its account is deleted.
        Member goneBy(RecordedEvent event) {
            Gone parting = new Gone(event.at().toEpochMilli(), event.version(), event.position());
            return new Member(uid, since, joinedAt, ownSeq, changed, parting, own);
        }
    }

    /// That somebody's account is deleted, and by which event the conversation knows.
    record Gone(long at, long version, long position) {}
}
