package io.verbatim.gateway.testing;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.MessageChanges;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageDeleted;
import io.verbatim.api.conversation.MessageEdited;
import io.verbatim.api.conversation.MessageReacted;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.MessageStatus;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.MessageView.Tombstone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A message as the events that a test has shown leave it; simpler than the real fold, but for the order of things.
final class ScriptedMessage {
    private final List<MessageChanges.Standing> reactions = new ArrayList<>();
    private final List<Long> removals = new ArrayList<>();
    private RecordedEvent sent;
    private MessageContent content;
    private Instant editedAt;
    private Tombstone tombstone;
    private long version;

    private ScriptedMessage() {}

    static ScriptedMessage of(Stream<RecordedEvent> events, long seq) {
        ScriptedMessage message = new ScriptedMessage();
        events.forEach(event -> message.fold(event, seq));
        return message;
    }

    MessageChanges.Found found(List<Uid> readers) {
        MessageSent first = (MessageSent) sent.event();
        MessageView view = new MessageView(
                first.seq(),
                version,
                first.sender(),
                first.clientMessageId(),
                sent.at(),
                content,
                editedAt,
                tombstone,
                List.of());
        return new MessageChanges.Found(
                view, tombstone == null ? MessageStatus.SENT : null, reactions, removals, readers);
    }

    private void fold(RecordedEvent event, long seq) {
        switch (event.event()) {
            case MessageSent of
            when of.seq() == seq -> {
                sent = event;
                content = of.content();
                version = event.version();
            }
            case MessageEdited of
            when of.seq() == seq && tombstone == null -> {
                content = of.patch().in(content);
                editedAt = event.at();
                version = event.version();
            }
            case MessageDeleted of
            when of.seq() == seq && tombstone == null -> {
                content = new MessageContent(null, null, List.of(), null, null);
                tombstone = new Tombstone(event.at(), of.by());
                version = event.version();
            }
            case MessageReacted of when of.seq() == seq && tombstone == null -> react(of, event);
            default -> {
                // nothing of this message
            }
        }
    }

    private void react(MessageReacted reacted, RecordedEvent event) {
        boolean stands = reactions.stream()
                .anyMatch(each -> each.by().equals(reacted.by()) && each.emoji().equals(reacted.emoji()));
        if (stands != reacted.active()) {
            version = event.version();
            reactions.removeIf(
                    each -> each.by().equals(reacted.by()) && each.emoji().equals(reacted.emoji()));
            if (reacted.active()) {
                reactions.add(new MessageChanges.Standing(reacted.by(), reacted.emoji(), event.version()));
            } else {
                removals.add(event.version());
            }
        }
    }
}
