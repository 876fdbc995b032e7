package io.verbatim.query.search;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessageDeleted;
import io.verbatim.api.conversation.MessageEdited;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.vault.Keys;
import io.verbatim.api.vault.Sealed;
import io.verbatim.query.conversation.SaidMessages;
import io.verbatim.query.conversation.SaidMessages.Place;
import io.verbatim.query.conversation.SaidMessages.Said;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Takes into the index what events say. What has become of a message is asked of the views, which must have seen
/// the event: whether an edit counts is for them to say.
final class IndexedTexts {

    private final SaidMessages messages;
    private final Keys keys;

    IndexedTexts(SaidMessages messages, Keys keys) {
        this.messages = messages;
        this.keys = keys;
    }

    void take(RecordedEvent event, MessageIndex index) throws IOException {
        switch (event.event()) {
            case MessageSent sent -> {
                String text = open(sent.content().text());
                if (text != null) {
                    index.add(place(event, sent.seq()), event.position(), text);
                }
            }
            case MessageEdited edited -> asItStands(place(event, edited.seq()), index);
            case MessageDeleted deleted -> asItStands(place(event, deleted.seq()), index);
            default -> {}
        }
    }

    private void asItStands(Place place, MessageIndex index) throws IOException {
        Said said = messages.said(place);
        String text = open(said.text());
        if (text == null) {
            index.remove(said.position());
        } else {
            index.replace(place, said.position(), text, open(said.before()));
        }
    }

    private @Nullable String open(@Nullable Sealed text) {
        return text == null ? null : keys.open(text);
    }

    private static Place place(RecordedEvent event, long seq) {
        return new Place(ConversationId.ofAggregate(event.aggregateId()), seq);
    }
}
