package io.verbatim.query.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessageChange;
import io.verbatim.api.conversation.MessageChanges;
import io.verbatim.api.conversation.MessageDeleted;
import io.verbatim.api.conversation.MessageEdited;
import io.verbatim.api.conversation.MessagePatch;
import io.verbatim.api.conversation.MessageReacted;
import io.verbatim.api.conversation.Reaction;
import io.verbatim.api.conversation.ReactionLimits;
import io.verbatim.query.documents.KeyRange;
import io.verbatim.query.projection.Deciding;
import io.verbatim.query.projection.DocumentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What has become of a message since it was sent. Apart from the message, so that a message that nothing happens to is
/// written once and never read to be written. What was asked for and changes nothing leaves it as it was.
///
/// @param seq which message
/// @param last the last change; null: there was none
/// @param edited by which event it was edited last; null: never
/// @param deletion that it was deleted for everyone: then there is nothing else
/// @param patch all edits in one
/// @param reactions those that stand, in the order of the log
/// @param removals the versions by which reactions were taken away last: the newest of them, in the order of the log
record Amendment(
        long seq,
        @Nullable Last last,
        @Nullable When edited,
        @Nullable Deletion deletion,
        @Nullable MessagePatch patch,
        List<Standing> reactions,
        List<Long> removals)
        implements Deciding {

    static final DocumentKind<Amendment> KIND = DocumentKind.of("am", Amendment.class);

    private static final MessagePatch NOTHING = new MessagePatch(null, null, null);

    @SuppressWarnings("RedundantNullCheck") // an empty list is not stored
    Amendment {
        reactions = reactions == null ? List.of() : List.copyOf(reactions);
        removals = removals == null ? List.of() : List.copyOf(removals);
    }

    /// Nothing has become of it.
    static Amendment none(long seq) {
        return new Amendment(seq, null, null, null, null, List.of(), List.of());
    }

    static String key(ConversationId conversation, long seq) {
        return KIND.key(conversation.value(), seq);
    }

    /// Those of the messages from one `seq` through another.
    static KeyRange range(ConversationId conversation, long from, long through) {
        return new KeyRange(key(conversation, from), key(conversation, through + 1));
    }

    /// The position of the last change; 0: there was none.
    long position() {
        return last == null ? 0 : last.position();
    }

    @Override
    public boolean changedAt(long position) {
        return position() >= position;
    }

    boolean isDeleted() {
        return deletion != null;
    }

    Amendment edited(MessageEdited event, When when) {
        if (deletion != null || event.patch().equals(NOTHING)) {
            return this;
        }
        MessagePatch patched = patch == null ? event.patch() : patch.then(event.patch());
        return new Amendment(seq, when.did(MessageChange.EDITED, null), when, null, patched, reactions, removals);
    }

    Amendment deleted(MessageDeleted event, When when) {
        return deletion != null
                ? this
                : new Amendment(
                        seq,
                        when.did(MessageChange.DELETED, null),
                        null,
                        new Deletion(event.by(), when.at()),
                        null,
                        List.of(),
                        List.of());
    }

    Amendment reacted(MessageReacted event, When when) {
        boolean stands = reactions.stream().anyMatch(each -> each.is(event.by(), event.emoji()));
        if (deletion != null || stands == event.active() || (event.active() && isFullFor(event))) {
            return this;
        }
        List<Standing> then = new ArrayList<>(reactions.size() + 1);
        reactions.stream().filter(each -> !each.is(event.by(), event.emoji())).forEach(then::add);
        if (event.active()) {
            then.add(new Standing(event.by(), event.emoji(), when.at(), when.position(), when.version()));
        }
        Reaction reaction = new Reaction(event.by(), event.emoji(), event.active());
        List<Long> removed = event.active() ? removals : removedBy(when.version());
        return new Amendment(seq, when.did(MessageChange.REACTED, reaction), edited, null, patch, then, removed);
    }

    /// What is known of how it stood at a position: the edits, if none came later, and of the reactions
    /// those that were there by then and are still. That it is deleted is not forgotten.
    Amendment asOf(long until) {
        if (position() <= until || isDeleted()) {
            return this;
        }
        When edit = edited != null && edited.position() <= until ? edited : null;
        List<Standing> stood =
                reactions.stream().filter(each -> each.position() <= until).toList();
        Last then = edit == null ? null : edit.did(MessageChange.EDITED, null);
        for (Standing reaction : stood) {
            if (then == null || reaction.position() > then.position()) {
                then = reaction.came();
            }
        }
        return new Amendment(seq, then, edit, null, edit == null ? null : patch, stood, List.of());
    }

    /// The limit at which a reaction was dropped that was put by an event that is folded; null: it was not. If
    /// it is not there, it was dropped or has been taken away since. Whose those were that have been taken away
    /// is not kept: only that they were too few for a limit tells the two apart.
    @Nullable
    Integer droppedAt(Uid by, String emoji, long version) {
        if (deletion != null || reactions.stream().anyMatch(each -> each.is(by, emoji))) {
            return null;
        }
        List<Standing> stood =
                reactions.stream().filter(each -> each.version() < version).toList();
        long goneSince = removals.stream().filter(removal -> removal > version).count();
        return limitPassed(by, emoji, stood, Math.toIntExact(goneSince));
    }

    private List<Long> removedBy(long version) {
        int kept = Math.min(removals.size(), MessageChanges.REMOVALS - 1);
        return Stream.concat(removals.subList(removals.size() - kept, removals.size()).stream(), Stream.of(version))
                .toList();
    }

    private boolean isFullFor(MessageReacted event) {
        return limitPassed(event.by(), event.emoji(), reactions, 0) != null;
    }

    /// @param besides so many may have stood, too
    private static @Nullable Integer limitPassed(Uid by, String emoji, List<Standing> stood, int besides) {
        long own = stood.stream().filter(each -> each.by().equals(by)).count();
        Set<String> others = stood.stream().map(Standing::emoji).collect(Collectors.toSet());
        if (own >= ReactionLimits.OF_ONE_PERSON) {
            return ReactionLimits.OF_ONE_PERSON;
        }
        if (!others.contains(emoji) && others.size() + besides >= ReactionLimits.EMOJI) {
            return ReactionLimits.EMOJI;
        }
        return own + besides >= ReactionLimits.OF_ONE_PERSON ? ReactionLimits.OF_ONE_PERSON : null;
    }

    /// An event's place and time.
    ///
    /// @param at in milliseconds, as all times here
    record When(long version, long position, long at) {

        Last did(MessageChange change, @Nullable Reaction reaction) {
            return new Last(version, position, change, reaction);
        }
    }

    /// The last change.
    ///
    /// @param reaction which, if that was it
    record Last(
            long version,
            long position,
            MessageChange change,
            @Nullable Reaction reaction) {}

    /// That it was deleted for everyone.
    record Deletion(Uid by, long at) {}

    /// A reaction that stands.
    ///
    /// @param position of the event by which it came
    /// @param version of the same
    record Standing(Uid by, String emoji, long at, long position, long version) {

        Last came() {
            return new Last(version, position, MessageChange.REACTED, new Reaction(by, emoji, true));
        }

        boolean is(Uid whose, String which) {
            return by.equals(whose) && emoji.equals(which);
        }
    }
}
