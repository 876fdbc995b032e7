package io.verbatim.query.conversation;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.conversation.ConversationSettings;
import org.jspecify.annotations.Nullable;

/// What is one member's alone: nobody else is told of it.
///
/// @param mentionedSeq no later message mentions it, or ever has
/// @param hiddenSeq it has hidden no later message
/// @param hiddenPosition of the last event that hid one
/// @param cleared that it has deleted the chat for itself
/// @param chosen its settings, once it has changed any
record Own(
        long mentionedSeq,
        long hiddenSeq,
        long hiddenPosition,
        @Nullable Cleared cleared,
        @Nullable Chosen chosen) {

    static final Own NOTHING = new Own(0, 0, 0, null, null);

    boolean isCleared() {
        return cleared != null;
    }

    /// Everything up to here is gone for it.
    long clearedSeq() {
        return cleared == null ? 0 : cleared.seq();
    }

    ConversationSettings settings() {
        return chosen == null ? ConversationSettings.DEFAULT : chosen.settings();
    }

    /// Both of one person: what it has changed later holds.
    Own and(Own other) {
        return new Own(
                Math.max(mentionedSeq, other.mentionedSeq),
                Math.max(hiddenSeq, other.hiddenSeq),
                Math.max(hiddenPosition, other.hiddenPosition),
                position(cleared) >= position(other.cleared) ? cleared : other.cleared,
                position(chosen) >= position(other.chosen) ? chosen : other.chosen);
    }

    /// The position of the last change; 0: there was none.
    long position() {
        return Math.max(hiddenPosition, Math.max(position(cleared), position(chosen)));
    }

    private static long position(@Nullable Cleared cleared) {
        return cleared == null ? 0 : cleared.position();
    }

    private static long position(@Nullable Chosen chosen) {
        return chosen == null ? 0 : chosen.position();
    }

    /// Any of its messages may mention it.
    Own perhapsMentioned() {
        return mentioned(Long.MAX_VALUE);
    }

    Own mentioned(long seq) {
        return new Own(Math.max(mentionedSeq, seq), hiddenSeq, hiddenPosition, cleared, chosen);
    }

    Own hidden(long seq, long position) {
        return new Own(mentionedSeq, Math.max(hiddenSeq, seq), position, cleared, chosen);
    }

    Own cleared(long through, RecordedEvent event) {
        return new Own(
                mentionedSeq,
                hiddenSeq,
                hiddenPosition,
                new Cleared(through, event.version(), event.position()),
                chosen);
    }

    Own set(ConversationSettings settings, RecordedEvent event) {
        return new Own(
                mentionedSeq,
                hiddenSeq,
                hiddenPosition,
                cleared,
                new Chosen(settings, event.version(), event.position()));
    }

    /// That it has deleted the chat up to a `seq`; 0: when there was nothing.
    record Cleared(long seq, long version, long position) {}

    /// Its settings, and by which event they came.
    record Chosen(ConversationSettings settings, long version, long position) {}
}
