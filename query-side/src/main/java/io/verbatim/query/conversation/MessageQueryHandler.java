package io.verbatim.query.conversation;

import io.verbatim.api.Refusal;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.FindMessage;
import io.verbatim.api.conversation.FindMessageChanges;
import io.verbatim.api.conversation.FindOwnChanges;
import io.verbatim.api.conversation.FindReactionOutcome;
import io.verbatim.api.conversation.FindReactions;
import io.verbatim.api.conversation.MessageChanges;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.OwnChanges;
import io.verbatim.api.conversation.ReactionOutcome;
import io.verbatim.api.conversation.ReactionsPage;
import io.verbatim.api.conversation.ReactionsPage.Reacted;
import io.verbatim.query.answers.RefusedQueryException;
import io.verbatim.query.answers.ViewAnswers;
import io.verbatim.query.conversation.Amendment.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds single messages, and what has changed in them.
public final class MessageQueryHandler {

    /// More are hidden between two rounds of a gateway by nobody.
    private static final int MOST_HIDDEN = 10_000;

    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

    private final ConversationReader conversations;
    private final MessageReader messages;
    private final OwnChangeReader own;

    public MessageQueryHandler(ConversationReader conversations) {
        this.conversations = conversations;
        this.messages = new MessageReader(conversations.views());
        this.own = new OwnChangeReader(conversations.views());
    }

    public void subscribe(ViewAnswers answers) {
        answers.answer(FindMessage.class, MessageView.class, this::handle);
        answers.answer(FindReactionOutcome.class, ReactionOutcome.class, this::handle);
        answers.answer(FindReactions.class, ReactionsPage.class, this::handle);
        answers.answer(FindMessageChanges.class, MessageChanges.class, this::handle);
        answers.answer(FindOwnChanges.class, OwnChanges.class, this::handle);
    }

    MessageView handle(FindMessage query) {
        Seen seen = conversations.see(query.caller(), query.conversationId());
        return messages.require(seen, query.seq()).view(query.caller());
    }

    /// Of anybody's copy: who has left or hidden it meanwhile is told all the same.
    ReactionOutcome handle(FindReactionOutcome query) {
        ConversationId id =
                conversations.see(query.caller(), query.conversationId()).id();
        Amendment amendment = messages.anybodys(id, query.seq()).amendment();
        return new ReactionOutcome(amendment.droppedAt(query.caller(), query.emoji(), query.version()));
    }

    /// By the places of the reactions in the log: what is taken away meanwhile moves no page.
    ReactionsPage handle(FindReactions query) {
        Seen seen = conversations.see(query.caller(), query.conversationId());
        long after = position(query.after());
        List<Standing> left = messages.require(seen, query.seq()).amendment().reactions().stream()
                .filter(reaction -> reaction.position() > after)
                .toList();
        List<Standing> page = left.subList(0, Math.min(Math.max(1, query.limit()), left.size()));
        return new ReactionsPage(
                page.stream()
                        .map(each -> new Reacted(each.by(), each.emoji(), Instant.ofEpochMilli(each.at())))
                        .toList(),
                page.size() < left.size() ? Long.toString(page.getLast().position()) : null);
    }

    MessageChanges handle(FindMessageChanges query) {
        return new MessageChanges(query.asked().stream().map(this::changed).toList());
    }

    OwnChanges handle(FindOwnChanges query) {
        return new OwnChanges(query.asked().stream().map(this::changed).toList());
    }

    private OwnChanges.Found changed(FindOwnChanges.Asked asked) {
        Seen seen = find(asked.person(), asked.conversationId());
        return new OwnChanges.Found(seen == null ? List.of() : own.after(seen, asked.after(), MOST_HIDDEN));
    }

    private MessageChanges.Found changed(FindMessageChanges.Asked asked) {
        List<Uid> readers = new ArrayList<>(asked.readers().size());
        CurrentMessage message = messages.anybodys(asked.conversationId(), asked.seq());
        Set<Uid> people = new LinkedHashSet<>(asked.readers());
        people.add(message.sent().sender());
        Map<Uid, Seen> seenBy = conversations.seeAs(people, asked.conversationId());
        for (Uid reader : asked.readers()) {
            Seen seen = seenBy.get(reader);
            if (seen != null && message.amendment().position() <= seen.until() && messages.sees(seen, asked.seq())) {
                readers.add(reader);
            }
        }
        Seen sender = seenBy.get(message.sent().sender());
        return new MessageChanges.Found(
                message.view(null),
                sender == null || sender.until() < message.amendment().position() ? null : sender.status(message),
                message.amendment().reactions().stream()
                        .map(each -> new MessageChanges.Standing(each.by(), each.emoji(), each.version()))
                        .toList(),
                message.amendment().removals(),
                readers);
    }

    private @Nullable Seen find(Uid person, ConversationId conversation) {
        return conversations.seeAll(person, List.of(conversation)).get(conversation);
    }

    private static long position(@Nullable String after) {
        if (after == null) {
            return 0;
        }
        if (!POSITION.matcher(after).matches()) {
            throw new RefusedQueryException(
                    Refusal.invalid("after", "after: " + after + " (expected: the next of the page before)"));
        }
        return Long.parseLong(after);
    }
}
