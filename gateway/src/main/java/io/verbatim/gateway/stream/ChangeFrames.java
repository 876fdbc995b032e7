package io.verbatim.gateway.stream;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.Changes.Account;
import io.verbatim.api.conversation.Changes.Change;
import io.verbatim.api.conversation.Changes.ChangedMessage;
import io.verbatim.api.conversation.Changes.Cleared;
import io.verbatim.api.conversation.Changes.Counts;
import io.verbatim.api.conversation.Changes.Created;
import io.verbatim.api.conversation.Changes.Gap;
import io.verbatim.api.conversation.Changes.Hidden;
import io.verbatim.api.conversation.Changes.NewMessage;
import io.verbatim.api.conversation.Changes.Notice;
import io.verbatim.api.conversation.Changes.Receipts;
import io.verbatim.api.conversation.Changes.Settings;
import io.verbatim.api.conversation.InboxEntry;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.Reaction;
import io.verbatim.gateway.stream.Quotes.Place;
import io.verbatim.gateway.wire.Replies;
import io.verbatim.gateway.wire.WireMapper;
import io.verbatim.gateway.wire.WireMessage;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes the events of changes that somebody has missed.
final class ChangeFrames {
    private final Replies replies;
    private final WireMapper wire;

    ChangeFrames(Replies replies, WireMapper wire) {
        this.replies = replies;
        this.wire = wire;
    }

    /// What makes the events of these changes, once it is known what their messages reply to.
    CompletionStage<Function<Change, Frame>> of(Uid reader, List<Change> changes, AtLeast atLeast) {
        List<Place> places = changes.stream()
                .map(change -> replied(reader, change))
                .filter(Objects::nonNull)
                .toList();
        return Quotes.find(replies, places, atLeast).thenApply(quotes -> change -> frame(reader, change, quotes));
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
            case ChangedMessage changed ->
                ServerFrames.event(FrameName.of(changed.change()), message(changed, replied, quotes));
            case Hidden hidden -> OwnFrames.frame(hidden);
            case Cleared cleared -> OwnFrames.frame(cleared);
            case Settings settings -> OwnFrames.frame(settings);
            case Receipts receipts ->
                ServerFrames.event(
                        FrameName.RECEIPTS_CHANGED,
                        ReceiptsChanged.of(
                                receipts.conversationId(),
                                receipts.members().stream().map(wire::receipt).toList()));
            case Counts counts ->
                ServerFrames.event(
                        FrameName.RECEIPTS_CHANGED, ReceiptsChanged.counted(counts.conversationId(), counts.counts()));
            case Notice notice -> NoticeFrames.frame(notice.conversationId(), notice.notice(), wire);
            case Account account -> ServerFrames.empty(FrameName.ME_CHANGED);
        };
    }

    private WireMessage message(ChangedMessage changed, @Nullable Place replied, Quotes quotes) {
        WireMessage message =
                quotes.in(wire.message(changed.conversationId(), changed.message(), changed.status()), replied, wire);
        Reaction reaction = changed.reaction();
        return reaction == null ? message : message.changed(message.version(), wire.reaction(reaction));
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
            case ChangedMessage changed ->
                Place.of(
                        reader,
                        changed.conversationId(),
                        changed.message().content().replyTo());
            case Hidden _, Cleared _, Settings _, Receipts _, Counts _, Notice _, Account _ -> null;
        };
    }

    private static @Nullable Place replied(Uid reader, InboxEntry entry) {
        MessageView last = entry.lastMessage();
        return last == null
                ? null
                : Place.of(reader, entry.conversation().id(), last.content().replyTo());
    }
}
