package io.verbatim.gateway.stream;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.MessageChange;
import io.verbatim.api.conversation.MessageChanges.Found;
import io.verbatim.api.conversation.MessageChanges.Standing;
import io.verbatim.api.conversation.MessageDeleted;
import io.verbatim.api.conversation.MessageEdited;
import io.verbatim.api.conversation.MessageReacted;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.Reaction;
import io.verbatim.gateway.stream.DeferredRound.Changed;
import io.verbatim.gateway.wire.WireMapper;
import io.verbatim.gateway.wire.WireMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the events of messages that have changed: of what was asked for, what has come of it. Each has the version of
/// its own change, so that whoever takes in what is newer takes in each, and shows the message as it now stands.
final class ChangedMessages {
    private final WireMapper wire;

    ChangedMessages(WireMapper wire) {
        this.wire = wire;
    }

    /// What is to be told, in the order of versions; nothing of what the fold has dropped.
    List<Telling> tellings(Changed changed, Found found, Quotes quotes) {
        List<Telling> tellings = new ArrayList<>();
        WireMessage message = wire.message(changed.conversation(), found.message(), null);
        for (Step step : steps(changed.events(), found)) {
            Reaction reaction = step.reaction();
            WireMessage told = message.changed(step.version(), reaction == null ? null : wire.reaction(reaction));
            variants(changed, found, quotes)
                    .forEach((variant, readers) -> tellings.add(new Telling.Same(
                            ServerFrames.event(FrameName.of(step.change()), variant.of(told, found)),
                            readers,
                            step.position())));
        }
        return tellings;
    }

    /// Who is told the same.
    private Map<Variant, List<Uid>> variants(Changed changed, Found found, Quotes quotes) {
        Map<Variant, List<Uid>> variants = new LinkedHashMap<>(4);
        Long replyTo = found.message().content().replyTo();
        for (Uid reader : found.readers()) {
            MessageView quoted = quotes.get(Quotes.Place.of(reader, changed.conversation(), replyTo));
            Variant variant =
                    new Variant(reader.equals(found.message().sender()), quoted == null ? null : wire.reply(quoted));
            variants.computeIfAbsent(variant, first -> new ArrayList<>(2)).add(reader);
        }
        return variants;
    }

    private static List<Step> steps(List<RecordedEvent> events, Found found) {
        long version = found.message().version();
        if (found.message().tombstone() != null) {
            return events.stream()
                    .filter(event -> event.version() <= version)
                    .map(event -> new Step(version, MessageChange.DELETED, null, event.position()))
                    .reduce((one, later) -> later)
                    .stream()
                    .toList();
        }
        Map<Object, Step> last = new LinkedHashMap<>();
        for (RecordedEvent event : events) {
            switch (event.event()) {
                case MessageEdited _
                when event.version() <= version ->
                    last.put(
                            MessageChange.EDITED,
                            new Step(event.version(), MessageChange.EDITED, null, event.position()));
                case MessageReacted reacted -> addReacted(last, reacted, event, found);
                case MessageDeleted _ -> throw new IllegalStateException("message: not deleted (expected: it is)");
                default -> {
                    // it has changed nothing
                }
            }
        }
        return last.values().stream()
                .sorted(Comparator.comparingLong(Step::version))
                .toList();
    }

    private static void addReacted(Map<Object, Step> last, MessageReacted reacted, RecordedEvent event, Found found) {
        if (hasReacted(reacted, event.version(), found)) {
            Reaction reaction = new Reaction(reacted.by(), reacted.emoji(), reacted.active());
            last.put(
                    new Reaction(reacted.by(), reacted.emoji(), true),
                    new Step(event.version(), MessageChange.REACTED, reaction, event.position()));
        }
    }

    /// What has changed nothing is told to nobody, though something else has changed the message at once.
    private static boolean hasReacted(MessageReacted reacted, long version, Found found) {
        List<Standing> standing = found.reactions().stream()
                .filter(each -> each.by().equals(reacted.by()) && each.emoji().equals(reacted.emoji()))
                .toList();
        return reacted.active()
                ? standing.stream().anyMatch(each -> each.version() == version)
                : standing.isEmpty() && version <= found.message().version() && found.hasRemoved(version);
    }

    /// One change that has come of what was asked.
    private record Step(
            long version, MessageChange change, @Nullable Reaction reaction, long position) {}

    /// What differs between readers.
    private record Variant(boolean sender, WireMessage.@Nullable Reply reply) {
        WireMessage of(WireMessage message, Found found) {
            WireMessage replying = reply == null ? message : message.withReply(reply);
            return sender ? replying.withStatus(found.status()) : replying;
        }
    }
}
