package io.verbatim.gateway.wire;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.account.ProfileView;
import io.verbatim.api.conversation.ConversationSettings;
import io.verbatim.api.conversation.ConversationType;
import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.InboxEntry;
import io.verbatim.api.conversation.MemberRole;
import io.verbatim.api.conversation.MemberView;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.MessageStatus;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.MessageView.Tombstone;
import io.verbatim.api.conversation.ReactionView;
import io.verbatim.api.conversation.ReceiptView;
import io.verbatim.gateway.testing.MemoryVault;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.TransparentKeys;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireMapperTest {
    private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");

    private final TransparentKeys keys = new TransparentKeys();
    private final WireMapper wire = new WireMapper(keys, new MemoryVault());

    @Test
    void shouldMakeAMessageOfAView() {
        MessageContent content = new MessageContent(
                TransparentKeys.message(ANA.uid(), "Hello"),
                TransparentKeys.message(ANA.uid(), "{\"n\":1}"),
                List.of(BOB.uid()),
                2L,
                true);
        MessageView view = MessageView.sent(3, 9, ANA.uid(), "uuid", AT, content);
        assertThat(wire.message(ANA_AND_BOB, view, MessageStatus.DELIVERED))
                .isEqualTo(new WireMessage(
                        ANA_AND_BOB + "-3",
                        ANA_AND_BOB.value(),
                        3,
                        9,
                        "ana",
                        "uuid",
                        AT,
                        "Hello",
                        "{\"n\":1}",
                        List.of("bob"),
                        2L,
                        null,
                        true,
                        List.of(),
                        null,
                        null,
                        null,
                        "delivered",
                        null));
        assertThat(wire.reply(view)).isEqualTo(new WireMessage.Reply("ana", "Hello", null));
    }

    @Test
    void shouldShowWhatHasBecomeOfAMessage() {
        MessageView edited = new MessageView(
                3,
                9,
                ANA.uid(),
                "uuid",
                AT,
                MessageContent.text(TransparentKeys.message(ANA.uid(), "Hello")),
                AT,
                null,
                List.of(new ReactionView("\u2764\ufe0f", 2, List.of(BOB.uid(), ANA.uid()), true)));
        WireMessage shown = wire.message(ANA_AND_BOB, edited, null);
        assertThat(shown.editedAt()).isEqualTo(AT);
        assertThat(shown.reactions()).containsExactly(new WireReaction("\u2764\ufe0f", 2, List.of("bob", "ana"), true));
    }

    @Test
    void shouldShowATombstone() {
        MessageView deleted = new MessageView(
                3,
                9,
                ANA.uid(),
                "uuid",
                AT,
                new MessageContent(null, null, List.of(), null, null),
                null,
                new Tombstone(AT, BOB.uid()),
                List.of());
        WireMessage shown = wire.message(ANA_AND_BOB, deleted, null);
        assertThat(shown.text()).isNull();
        assertThat(shown.deletedAt()).isEqualTo(AT);
        assertThat(shown.deletedBy()).isEqualTo("bob");
        assertThat(wire.reply(deleted)).isEqualTo(new WireMessage.Reply("ana", null, AT));
    }

    @Test
    void shouldMakeTheSameMessageOfItsEvent() {
        RecordedEvent record =
                Histories.opened().sent(ANA.uid(), BOB.uid(), "Hello").last();
        MessageSent sent = (MessageSent) record.event();
        MessageView view = MessageView.sent(
                sent.seq(), record.version(), ANA.uid(), sent.clientMessageId(), record.at(), sent.content());
        assertThat(wire.message(record)).isEqualTo(wire.message(ANA_AND_BOB, view, null));
        assertThat(wire.message(record).withStatus(MessageStatus.SENT).status()).isEqualTo("sent");
    }

    @Test
    void shouldLeaveOutWhatCannotBeOpenedAnyMore() {
        keys.destroy("m-" + ANA.uid());
        keys.destroy("p-" + ANA.uid());
        RecordedEvent record =
                Histories.opened().sent(ANA.uid(), BOB.uid(), "Hello").last();
        assertThat(wire.message(record).text()).isNull();
        assertThat(wire.profile(new ProfileView(ANA.uid(), 1, TransparentKeys.profile(ANA.uid(), "Ana"), AT)))
                .isEqualTo(new WireProfile("ana", 1, null, true));
    }

    @Test
    void shouldMakeAnEntryForItsOwner() {
        MessageView last = MessageView.sent(
                4, 9, BOB.uid(), "uuid", AT, MessageContent.text(TransparentKeys.message(BOB.uid(), "Hi")));
        WireEntry entry = wire.entry(
                ANA.uid(),
                new InboxEntry(view(false), last, null, AT, List.of(3L), new ConversationSettings(false, null, true)));
        assertThat(entry.unread()).isEqualTo(3);
        assertThat(entry.mentionSeqs()).containsExactly(3L);
        assertThat(entry.lastMessage()).isEqualTo(wire.message(ANA_AND_BOB, last, null));
        assertThat(entry.archived()).isTrue();
        assertThat(entry.conversation())
                .isEqualTo(new WireConversation(
                        ANA_AND_BOB.value(),
                        "direct",
                        9,
                        AT,
                        null,
                        "bob",
                        2,
                        List.of(new WireMember("ana", "member", AT), new WireMember("bob", "member", AT)),
                        "member",
                        AT,
                        null,
                        1,
                        4,
                        0,
                        1,
                        2,
                        0));
    }

    @Test
    void shouldSayWhoHasLeft() {
        assertThat(wire.conversation(ANA.uid(), view(true)).left()).isTrue();
    }

    @Test
    void shouldMakeAReceipt() {
        assertThat(wire.receipt(new ReceiptView(BOB.uid(), 2, AT, 0, null)))
                .isEqualTo(new WireReceipt("bob", 2, AT, 0, null));
    }

    @Test
    void shouldNotMakeUpANameForNobody() {
        assertThatThrownBy(() -> wire.handle(STRANGER.uid())).isInstanceOf(IllegalStateException.class);
    }

    private static ConversationView view(boolean left) {
        return new ConversationView(
                ANA_AND_BOB,
                ConversationType.DIRECT,
                null,
                9,
                AT,
                2,
                List.of(
                        new MemberView(ANA.uid(), MemberRole.MEMBER, AT),
                        new MemberView(BOB.uid(), MemberRole.MEMBER, AT)),
                MemberRole.MEMBER,
                AT,
                left,
                1,
                4,
                0,
                1,
                2,
                0);
    }
}
