package io.verbatim.benchmarks.log;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Event;
import io.verbatim.api.EventMetadata;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountRegistered;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.DirectConversationOpened;
import io.verbatim.api.conversation.GroupCreated;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.ReceiptsRecorded;
import io.verbatim.api.vault.Sealed;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;

/// The events of people in pairs who chat: two accounts, a direct conversation that both open, then messages of 120
/// bytes, each followed by its receipt; pair after pair, message after message. Sealed under keys that nobody has.
final class SampleHistory {

    private static final int SEALED_TEXT_BYTES = 120 + 16;
    private static final int SEALED_TITLE_BYTES = 24;
    private static final int NONCE_BYTES = 12;
    private static final int ONCE = 4;

    private final SplittableRandom random = new SplittableRandom(1);
    private final int pairs;
    private long made;

    SampleHistory(int pairs) {
        this.pairs = pairs;
    }

    /// The next event.
    DomainEventMessage<?> next() {
        int pair = (int) (made % pairs);
        long step = made / pairs;
        made++;
        Uid one = Uid.of("a%015d".formatted(pair));
        Uid other = Uid.of("b%015d".formatted(pair));
        return step < 2 ? account(step == 0 ? one : other) : conversation(one, other, step - 2);
    }

    /// Somebody registers.
    DomainEventMessage<?> account(Uid uid) {
        return message("account", uid.accountId(), 0, new AccountRegistered("c1", sealed(24)), uid);
    }

    /// What happens in a conversation, by its number there: both open it, then messages and receipts by turns.
    DomainEventMessage<?> conversation(Uid one, Uid other, long sequence) {
        ConversationId id = ConversationId.direct(one, other);
        long seq = (sequence - 2) / 2 + 1;
        Uid sender = seq % 2 == 0 ? one : other;
        Uid receiver = seq % 2 == 0 ? other : one;
        Event event = switch ((int) Math.min(sequence, ONCE)) {
            case 0 -> new DirectConversationOpened(1, id.pair());
            case 1 -> new DirectConversationOpened(2, id.pair());
            default -> sequence % 2 == 0 ? sent(seq, id, sender) : receipt(seq, id, receiver);
        };
        return message("conversation", id.aggregateId(), sequence, event, event instanceof MessageSent ? sender : one);
    }

    private MessageSent sent(long seq, ConversationId id, Uid sender) {
        MessageContent content = MessageContent.text(sealed(SEALED_TEXT_BYTES));
        return new MessageSent(seq, memberNo(id, sender), sender, new UUID(seq, 1).toString(), content);
    }

    private static ReceiptsRecorded receipt(long seq, ConversationId id, Uid receiver) {
        return new ReceiptsRecorded(List.of(memberNo(id, receiver)), List.of(seq), List.of(0L));
    }

    /// What happens in a group, by its number there: it is created, then messages of its members by turns.
    DomainEventMessage<?> group(ConversationId id, List<Uid> members, long sequence) {
        int member = (int) (sequence % members.size());
        Uid by = members.get(member);
        Event event = sequence == 0
                ? new GroupCreated(sealed(SEALED_TITLE_BYTES), members)
                : new MessageSent(
                        sequence,
                        member + 1,
                        by,
                        new UUID(sequence, 2).toString(),
                        MessageContent.text(sealed(SEALED_TEXT_BYTES)));
        return message("conversation", id.aggregateId(), sequence, event, by);
    }

    private static int memberNo(ConversationId id, Uid member) {
        return id.pair().indexOf(member) + 1;
    }

    // As random as what is really sealed: a store does not get it smaller.
    private Sealed sealed(int length) {
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] bytes = new byte[length];
        random.nextBytes(nonce);
        random.nextBytes(bytes);
        return new Sealed("m123456789", nonce, bytes);
    }

    private static DomainEventMessage<?> message(
            String type, String aggregateId, long sequence, Event event, Uid actor) {
        MetaData metadata =
                MetaData.from(EventMetadata.of(actor, DeviceId.of("phone")).asMap());
        return new GenericDomainEventMessage<>(type, aggregateId, sequence, event, metadata);
    }
}
