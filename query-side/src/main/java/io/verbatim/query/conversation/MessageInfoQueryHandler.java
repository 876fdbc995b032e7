package io.verbatim.query.conversation;

import io.verbatim.api.conversation.FindMessageInfo;
import io.verbatim.api.conversation.MessageInfo;
import io.verbatim.api.conversation.MessageInfo.Reached;
import io.verbatim.query.answers.ViewAnswers;
import io.verbatim.query.conversation.Moves.Move;
import io.verbatim.query.conversation.Seen.Numbered;
import io.verbatim.query.conversation.Watermarks.Watermark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Finds whom a message has reached, and when: the time of the first move that passed it.
public final class MessageInfoQueryHandler {

    /// How many moves are read at once.
    private static final int PORTION = 32;

    private final ConversationReader conversations;
    private final MessageReader messages;

    public MessageInfoQueryHandler(ConversationReader conversations) {
        this.conversations = conversations;
        this.messages = new MessageReader(conversations.views());
    }

    public void subscribe(ViewAnswers answers) {
        answers.answer(FindMessageInfo.class, MessageInfo.class, this::handle);
    }

    MessageInfo handle(FindMessageInfo query) {
        Seen seen = conversations.see(query.caller(), query.conversationId());
        StoredMessage message = messages.require(seen, query.seq()).sent();
        MemberPages.Page<Numbered<Watermark>> page =
                MemberPages.page(seen.reached(message), Numbered::number, query.after(), query.limit());
        List<Reached> delivered = new ArrayList<>();
        List<Reached> read = new ArrayList<>();
        for (Numbered<Watermark> member : page.members()) {
            int number = member.number();
            Watermark mark = member.of();
            if (mark.delivered() >= message.seq()) {
                add(delivered, seen, number, first(seen, message, mark.deliveredPosition(), number, Move::delivered));
            }
            if (mark.read() >= message.seq()) {
                add(read, seen, number, first(seen, message, mark.readPosition(), number, Move::read));
            }
        }
        return new MessageInfo(Instant.ofEpochMilli(message.at()), delivered, read, page.next());
    }

    /// Who has left is not told of what came later, nor anybody else of what came to it after its leaving.
    private static void add(List<Reached> reached, Seen seen, int number, Moves moves) {
        if (moves.position() <= seen.until(number)) {
            reached.add(new Reached(seen.uid(number), Instant.ofEpochMilli(moves.at())));
        }
    }

    /// Watermarks only grow, so what lies between is skipped by halves.
    ///
    /// @param through a move that passed it for certain
    private Moves first(Seen seen, StoredMessage message, long through, int member, ToLongFunction<Move> watermark) {
        Predicate<Moves> passed = moves -> {
            Move move = moves.of(member);
            return move != null && watermark.applyAsLong(move) >= message.seq();
        };
        long before = message.position();
        long notAfter = through;
        while (true) {
            List<Moves> next = moves(seen, member, before, notAfter);
            for (Moves moves : next) {
                if (passed.test(moves)) {
                    return moves;
                }
            }
            if (next.size() < PORTION) {
                throw new IllegalStateException("moves: of member %d of %s through %d (expected: one that passes %d)"
                        .formatted(member, seen.id(), notAfter, message.seq()));
            }
            before = next.getLast().position();
            Moves probe = firstOf(member, moves(seen, member, (before + notAfter) >>> 1, notAfter));
            if (probe != null && passed.test(probe)) {
                notAfter = probe.position();
            } else if (probe != null) {
                before = probe.position();
            }
        }
    }

    private List<Moves> moves(Seen seen, int member, long after, long through) {
        return conversations
                .views()
                .ascending(Moves.KIND, Moves.between(seen.id(), Watermarks.block(member), after, through), PORTION);
    }

    private static @Nullable Moves firstOf(int member, List<Moves> all) {
        for (Moves moves : all) {
            if (moves.of(member) != null) {
                return moves;
            }
        }
        return null;
    }
}
