package io.verbatim.query.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessageStatus;
import io.verbatim.query.conversation.Watermarks.Watermark;
import io.verbatim.query.projection.Views;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All stays of a group, with all watermarks: as many documents of both as there are 64s of members.
///
/// @param stays by member number
/// @param watermarks by member number; none: nothing is known
record Roster(List<Stay> stays, Map<Integer, Watermark> watermarks) {

    static Roster of(Views views, ConversationId conversation) {
        List<Stay> stays = new ArrayList<>();
        views.ascending(Members.KIND, Members.all(conversation), Integer.MAX_VALUE)
                .forEach(members -> stays.addAll(members.stays()));
        Map<Integer, Watermark> watermarks = HashMap.newHashMap(stays.size());
        views.ascending(Watermarks.KIND, Watermarks.all(conversation), Integer.MAX_VALUE)
                .forEach(block -> block.members().forEach(mark -> watermarks.put(mark.member(), mark)));
        return new Roster(List.copyOf(stays), watermarks);
    }

    /// Those who are members.
    List<Stay> present() {
        return stays.stream().filter(Stay::isPresent).toList();
    }

    /// Those who were members at a position, that of somebody's leaving: it no more.
    List<Stay> presentAfter(long position) {
        return stays.stream()
                .filter(stay -> stay.since() <= position
                        && (stay.left() == null || stay.left().position() > position))
                .toList();
    }

    /// The same of those who were members at a position, that of somebody's leaving, as if all else had happened.
    Roster at(long position) {
        return new Roster(presentAfter(position).stream().map(Stay::lasting).toList(), watermarks);
    }

    /// The stays of each person.
    Map<Uid, List<Stay>> byPerson() {
        Map<Uid, List<Stay>> people = HashMap.newHashMap(stays.size());
        for (Stay stay : stays) {
            people.computeIfAbsent(stay.uid(), first -> new ArrayList<>(1)).add(stay);
        }
        return people;
    }

    /// The earliest of the members' last moves after a position; that position if there is none.
    long firstMoveAfter(long position) {
        return present().stream()
                .map(this::of)
                .filter(mark -> mark.movedAfter(position))
                .mapToLong(Watermark::movedAt)
                .min()
                .orElse(position);
    }

    /// Nothing before its first message is behind anybody.
    Watermark of(Stay stay) {
        return watermarks
                .getOrDefault(stay.number(), Watermark.none(stay.number()))
                .from(stay.joinedAfter());
    }

    /// How far a message has come, to all who could see it when it was sent and have not left.
    MessageStatus status(long seq, Uid sender) {
        boolean delivered = false;
        boolean read = true;
        for (Stay stay : stays) {
            if (stay.isPresent() && stay.sees(seq) && !stay.uid().equals(sender)) {
                Watermark mark = of(stay);
                if (mark.delivered() < seq) {
                    return MessageStatus.SENT;
                }
                delivered = true;
                read &= mark.read() >= seq;
            }
        }
        return !delivered ? MessageStatus.SENT : read ? MessageStatus.READ : MessageStatus.DELIVERED;
    }
}
