package io.verbatim.gateway.stream;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.Changes.Change;
import io.verbatim.api.conversation.Changes.Created;
import io.verbatim.api.conversation.Changes.Gap;
import io.verbatim.api.conversation.Changes.NewMessage;
import io.verbatim.api.conversation.Changes.Receipts;
import io.verbatim.api.conversation.InboxEntry;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.gateway.stream.Quotes.Place;
import io.verbatim.gateway.wire.Replies;
import io.verbatim.gateway.wire.WireMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Makes frames of what a connection has missed, some at a time.
final class CatchUp {
    private static final int CHUNK_BYTES = 256 * 1024;

    private final Replies replies;
    private final WireMapper wire;
    private final int atOnce;

    CatchUp(Replies replies, WireMapper wire, int atOnce) {
        this.replies = replies;
        this.wire = wire;
        this.atOnce = atOnce;
    }

    /// The next frames, taken from the changes of the join. What the connection sent itself is left out.
    CompletionStage<List<Frame>> next(Join join) {
        Uid reader = join.connection().principal().uid();
        List<Change> chunk = join.changes().stream().limit(atOnce).toList();
        List<Place> places = chunk.stream()
                .map(change -> replied(reader, change))
                .filter(Objects::nonNull)
                .toList();
        return Quotes.find(replies, places, AtLeast.position(join.place()))
                .thenApply(quotes -> frames(join, reader, chunk, quotes));
    }

    private List<Frame> frames(Join join, Uid reader, List<Change> chunk, Quotes quotes) {
        List<Frame> frames = new ArrayList<>(chunk.size());
        int bytes = 0;
        for (Change change : chunk) {
            if (bytes > CHUNK_BYTES) {
                break;
            }
            join.changes().remove();
            if (change instanceof NewMessage message
                    && message.message().sender().equals(reader)
                    && join.connection()
                            .own()
                            .seen(message.conversationId(), message.message().clientMessageId())) {
                continue;
            }
            Frame frame = frame(reader, change, quotes);
            frames.add(frame);
            bytes += frame.size();
        }
        return frames;
    }

    private Frame frame(Uid reader, Change change, Quotes quotes) {
        Place replied = replied(reader, change);
        return switch (change) {
            case Created created ->
                EntryFrames.frame(FrameName.CONVERSATION_CREATED, reader, created.entry(), replied, quotes, wire);
            case Gap gap -> EntryFrames.frame(FrameName.CONVERSATION_GAP, reader, gap.entry(), replied, quotes, wire);
            case NewMessage message ->
                ServerFrames.event(
                        FrameName.MESSAGE_SENT,
                        quotes.in(
                                wire.message(message.conversationId(), message.message(), message.status()),
                                replied,
                                wire));
            case Receipts receipts ->
                ServerFrames.event(
                        FrameName.RECEIPTS_CHANGED,
                        new ReceiptsChanged(
                                receipts.conversationId().value(),
                                receipts.members().stream().map(wire::receipt).toList()));
        };
    }

    private static @Nullable Place replied(Uid reader, Change change) {
        return switch (change) {
            case Created created -> replied(reader, created.entry());
            case Gap gap -> replied(reader, gap.entry());
            case NewMessage message ->
                Place.of(
                        reader,
                        message.conversationId(),
                        message.message().content().replyTo());
            case Receipts receipts -> null;
        };
    }

    private static @Nullable Place replied(Uid reader, InboxEntry entry) {
        MessageView last = entry.lastMessage();
        return last == null
                ? null
                : Place.of(reader, entry.conversation().id(), last.content().replyTo());
    }
}
