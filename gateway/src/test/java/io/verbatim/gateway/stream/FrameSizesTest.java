package io.verbatim.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.Changes;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationSettings;
import io.verbatim.api.conversation.ConversationType;
import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.GroupLimits;
import io.verbatim.api.conversation.InboxEntry;
import io.verbatim.api.conversation.MemberRole;
import io.verbatim.api.conversation.MemberView;
import io.verbatim.api.conversation.MembersAdded;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageStatus;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.NoticeView;
import io.verbatim.api.conversation.Reaction;
import io.verbatim.api.conversation.ReactionLimits;
import io.verbatim.api.conversation.ReactionView;
import io.verbatim.api.conversation.ReceiptCount;
import io.verbatim.api.conversation.ReceiptView;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.testing.Bound;
import io.verbatim.gateway.testing.MemoryVault;
import io.verbatim.gateway.wire.WireMapper;
import io.verbatim.gateway.wire.WireMessage;
import io.verbatim.testkit.TransparentKeys;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// No frame is larger than clients are told, however large a group is and however long everything that it says.
class FrameSizesTest {

    private static final GatewayLimits LIMITS = Bound.bind(GatewayLimits.class, Map.of());
    private static final Instant AT = Instant.parse("2026-11-24T12:00:00.123Z");
    private static final ConversationId GROUP = ConversationId.group();
    private static final long LARGE = (1L << 53) - 1;

    private final MemoryVault vault = new MemoryVault();
    private final WireMapper wire = new WireMapper(new TransparentKeys(), vault);
    private final List<Uid> people = IntStream.range(0, GroupLimits.ADDED_AT_ONCE)
            .mapToObj(i -> vault.reserve(Handle.of("%064d".formatted(i))))
            .toList();
    private final Uid ana = people.getFirst();

    @Test
    void shouldTellOfAllWhoJoinAtOnce() {
        MembersAdded added = new MembersAdded(ana, 1, people, MemberRole.MEMBER, LARGE, GroupLimits.MEMBERS);
        assertFits(NoticeFrames.frame(GROUP, NoticeView.of(added, LARGE, AT), wire));
    }

    @Test
    void shouldTellTheLongestMessageWithAllThatHasBecomeOfIt() {
        assertFits(ServerFrames.event(FrameName.MESSAGE_REACTED, longest()));
    }

    @Test
    void shouldTellOfANewGroupWithAllItsMembersAndTheLongestMessage() {
        List<MemberView> members = people.stream()
                .limit(GroupLimits.MEMBERS_INLINE)
                .map(person -> new MemberView(person, MemberRole.MEMBER, AT))
                .toList();
        ConversationView group = new ConversationView(
                GROUP,
                ConversationType.GROUP,
                TransparentKeys.message(ana, "\u0001".repeat(GroupLimits.TITLE)),
                LARGE,
                AT,
                members.size(),
                members,
                MemberRole.MEMBER,
                AT,
                false,
                LARGE,
                LARGE,
                LARGE,
                LARGE,
                LARGE,
                LARGE);
        InboxEntry entry = new InboxEntry(
                group,
                view(),
                MessageStatus.DELIVERED,
                AT,
                Collections.nCopies(InboxEntry.MENTIONS, LARGE),
                new ConversationSettings(true, AT, true));
        assertFits(ServerFrames.event(FrameName.CONVERSATION_CREATED, wire.entry(ana, entry, longest())));
    }

    @Test
    void shouldTellReceiptsOfAllWhoseReceiptsAreTold() {
        assertFits(ServerFrames.event(
                FrameName.RECEIPTS_CHANGED,
                ReceiptsChanged.of(
                        GROUP,
                        people.stream()
                                .limit(LIMITS.receiptsMembers())
                                .map(person -> wire.receipt(new ReceiptView(person, LARGE, AT, LARGE, AT)))
                                .toList())));
        assertFits(ServerFrames.event(
                FrameName.RECEIPTS_CHANGED,
                ReceiptsChanged.counted(
                        GROUP,
                        Collections.nCopies(
                                GroupLimits.COUNTS_TOLD,
                                new ReceiptCount(LARGE, GroupLimits.MEMBERS, GroupLimits.MEMBERS)))));
    }

    @Test
    void shouldTellWhatIsHidden() {
        List<Long> seqs = LongStream.range(0, LIMITS.catchUpChangesInAll())
                .mapToObj(i -> LARGE - i)
                .toList();
        assertFits(OwnFrames.frame(new Changes.Hidden(GROUP, LARGE, seqs, 1)));
    }

    private WireMessage longest() {
        WireMessage message =
                wire.message(GROUP, view(), MessageStatus.DELIVERED).withReply(wire.reply(view()));
        return message.changed(
                LARGE,
                wire.reaction(new Reaction(ana, "x".repeat((int) LIMITS.emoji().toBytes()), true)));
    }

    /// Each character of its text takes six in JSON.
    private MessageView view() {
        String data = "{\"a\":\"" + "x".repeat((int) LIMITS.data().toBytes()) + "\"}";
        MessageContent content = new MessageContent(
                TransparentKeys.message(ana, "\u0001".repeat(LIMITS.text())),
                TransparentKeys.message(ana, data),
                people.subList(0, LIMITS.mentions()),
                LARGE,
                true);
        List<ReactionView> reactions = IntStream.range(0, ReactionLimits.EMOJI)
                .mapToObj(i -> new ReactionView(
                        ("%0" + LIMITS.emoji().toBytes() + "d").formatted(i),
                        GroupLimits.MEMBERS,
                        people.subList(0, ReactionView.NAMED),
                        true))
                .toList();
        return new MessageView(LARGE, LARGE, ana, UUID.randomUUID().toString(), AT, content, AT, null, reactions);
    }

    private static void assertFits(Frame frame) {
        assertThat(frame.size()).isLessThanOrEqualTo((int) LIMITS.frameOut().toBytes());
    }
}
