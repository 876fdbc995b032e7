package io.verbatim.query.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessagePatch;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.MessageView.Tombstone;
import io.verbatim.api.conversation.ReactionView;
import io.verbatim.query.conversation.Amendment.Deletion;
import io.verbatim.query.conversation.Amendment.Last;
import io.verbatim.query.conversation.Amendment.Standing;
import io.verbatim.query.conversation.Amendment.When;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message as it now stands.
///
/// @param sent as it was sent
/// @param amendment what has become of it
record CurrentMessage(StoredMessage sent, Amendment amendment) {

    private static final MessageContent NOTHING = new MessageContent(null, null, List.of(), null, null);

    static CurrentMessage of(StoredMessage sent, @Nullable Amendment amendment) {
        return new CurrentMessage(sent, amendment == null ? Amendment.none(sent.seq()) : amendment);
    }

    /// As somebody sees it who was told of what happened up to a position. What came later is not its to
    /// see, but that the message is deleted; and since of edits only the last state is kept, they all go
    /// with one that came later.
    CurrentMessage asOf(long until) {
        Amendment known = amendment.asOf(until);
        return known.equals(amendment) ? this : new CurrentMessage(sent, known);
    }

    long seq() {
        return sent.seq();
    }

    long version() {
        Last last = amendment.last();
        return last == null ? sent.version() : last.version();
    }

    MessageContent content() {
        MessagePatch patch = amendment.patch();
        if (amendment.isDeleted()) {
            return NOTHING;
        }
        return patch == null ? sent.content() : patch.in(sent.content());
    }

    boolean mentions(Uid person) {
        List<Uid> mentions = content().mentions();
        return mentions.contains(person) || mentions.contains(MessageContent.EVERYBODY);
    }

    /// For one of those who see it.
    ///
    /// @param reader null: anybody; `mine` is nowhere then
    MessageView view(@Nullable Uid reader) {
        Deletion deletion = amendment.deletion();
        When edited = amendment.edited();
        return new MessageView(
                sent.seq(),
                version(),
                sent.sender(),
                sent.clientMessageId(),
                Instant.ofEpochMilli(sent.at()),
                content(),
                edited == null ? null : Instant.ofEpochMilli(edited.at()),
                deletion == null ? null : new Tombstone(Instant.ofEpochMilli(deletion.at()), deletion.by()),
                reactions(reader));
    }

    private List<ReactionView> reactions(@Nullable Uid reader) {
        if (amendment.reactions().isEmpty()) {
            return List.of();
        }
        Map<String, List<Uid>> byEmoji = new LinkedHashMap<>();
        for (Standing reaction : amendment.reactions()) {
            byEmoji.computeIfAbsent(reaction.emoji(), first -> new ArrayList<>())
                    .add(reaction.by());
        }
        return byEmoji.entrySet().stream()
                .map(each -> reaction(each.getKey(), each.getValue(), reader))
                .toList();
    }

    private static ReactionView reaction(String emoji, List<Uid> users, @Nullable Uid reader) {
        List<Uid> named = users.subList(0, Math.min(ReactionView.NAMED, users.size()));
        return new ReactionView(emoji, users.size(), named, reader != null && users.contains(reader));
    }
}
