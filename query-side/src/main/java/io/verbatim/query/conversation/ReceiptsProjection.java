package io.verbatim.query.conversation;

import io.verbatim.api.Event;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.account.AccountRegistered;
import io.verbatim.api.account.DeviceSignedIn;
import io.verbatim.api.account.DeviceSignedOut;
import io.verbatim.api.conversation.ConversationCleared;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationSettingsChanged;
import io.verbatim.api.conversation.DirectConversationOpened;
import io.verbatim.api.conversation.MessageDeleted;
import io.verbatim.api.conversation.MessageEdited;
import io.verbatim.api.conversation.MessageHidden;
import io.verbatim.api.conversation.MessageReacted;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.ReceiptsRecorded;
import io.verbatim.query.conversation.Watermarks.Watermark;
import io.verbatim.query.documents.KeyNumbers;
import io.verbatim.query.projection.DocumentKind;
import io.verbatim.query.projection.Projection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The watermarks of all members.
public final class ReceiptsProjection implements Projection<Watermarks> {

    static final Set<Class<? extends Event>> IGNORED = Set.of(
            DirectConversationOpened.class,
            MessageSent.class,
            MessageEdited.class,
            MessageDeleted.class,
            MessageHidden.class,
            MessageReacted.class,
            ConversationCleared.class,
            ConversationSettingsChanged.class,
            AccountRegistered.class,
            DeviceSignedIn.class,
            DeviceSignedOut.class);

    @Override
    public DocumentKind<Watermarks> kind() {
        return Watermarks.KIND;
    }

    @Override
    public Set<Class<? extends Event>> ignored() {
        return IGNORED;
    }

    @Override
    public List<String> keys(RecordedEvent event) {
        ConversationId conversation = ConversationId.ofAggregate(event.aggregateId());
        return blocks(event).map(block -> Watermarks.key(conversation, block)).toList();
    }

    @Override
    public Watermarks fold(String key, @Nullable Watermarks before, RecordedEvent event) {
        ReceiptsRecorded receipts = recorded(event);
        Map<Integer, Watermark> members = new TreeMap<>();
        Watermarks marks = before == null ? Watermarks.NONE : before;
        marks.members().forEach(watermark -> members.put(watermark.member(), watermark));
        long block = KeyNumbers.read(key, key.length() - KeyNumbers.WIDTH);
        for (int i = 0; i < receipts.members().size(); i++) {
            int member = receipts.members().get(i);
            if (Watermarks.block(member) == block) {
                Watermark moved = members.getOrDefault(member, marks.of(member))
                        .moved(
                                receipts.delivered().get(i),
                                receipts.read().get(i),
                                event.at().toEpochMilli(),
                                event.position());
                members.put(member, moved);
            }
        }
        return new Watermarks(List.copyOf(members.values()));
    }

    static Stream<Integer> blocks(RecordedEvent event) {
        return recorded(event).members().stream().map(Watermarks::block).distinct();
    }

    static ReceiptsRecorded recorded(RecordedEvent event) {
        if (event.event() instanceof ReceiptsRecorded receipts) {
            return receipts;
        }
        throw new IllegalArgumentException("event: " + event.event() + " (expected: a known one)");
    }
}
