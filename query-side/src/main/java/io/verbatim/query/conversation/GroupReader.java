package io.verbatim.query.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.Changes;
import io.verbatim.api.conversation.Changes.Change;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.FindReceiptChanges;
import io.verbatim.api.conversation.FindReceiptCounts;
import io.verbatim.api.conversation.NoticeView;
import io.verbatim.api.conversation.ReceiptChanges;
import io.verbatim.api.conversation.ReceiptCount;
import io.verbatim.api.conversation.ReceiptCounts;
import io.verbatim.api.conversation.ReceiptView;
import io.verbatim.api.vault.Sealed;
import io.verbatim.query.conversation.Head.Member;
import io.verbatim.query.conversation.Watermarks.Watermark;
import io.verbatim.query.documents.StoredDocument;
import io.verbatim.query.projection.Versioned;
import io.verbatim.query.projection.Views;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads groups, as far as somebody may.
final class GroupReader {

    private static final int PORTION = 32;

    private final Views views;
    private final ReceiptCounting counting;

    GroupReader(Views views) {
        this.views = views;
        this.counting = new ReceiptCounting(views);
    }

    /// All that somebody is, or was, in.
    List<ConversationId> all(Uid person) {
        return List.copyOf(stays(person).keySet());
    }

    /// All that somebody is in.
    List<ConversationId> present(Uid person) {
        return rows(person).stream()
                .filter(row -> Members.lasts(row.value()))
                .map(row -> Members.conversation(row.key()))
                .distinct()
                .toList();
    }

    private List<StoredDocument> rows(Uid person) {
        return views.rowsAscending(Members.groups(person), Integer.MAX_VALUE);
    }

    /// The numbers of somebody's stays in each of its groups.
    private Map<ConversationId, List<Integer>> stays(Uid person) {
        Map<ConversationId, List<Integer>> stays = new LinkedHashMap<>();
        for (StoredDocument row : rows(person)) {
            stays.computeIfAbsent(Members.conversation(row.key()), first -> new ArrayList<>(1))
                    .add(Members.number(row.key()));
        }
        return stays;
    }

    /// All that somebody is, or was, in, by id.
    Map<ConversationId, Seen> seeAll(Uid caller) {
        Map<ConversationId, List<Integer>> stays = stays(caller);
        return see(stays, heads(stays));
    }

    /// Those of them that exist for the caller, by id.
    Map<ConversationId, Seen> seeAll(Uid caller, Collection<ConversationId> groups) {
        Map<ConversationId, List<Integer>> stays = LinkedHashMap.newLinkedHashMap(groups.size());
        for (ConversationId group : groups) {
            List<Integer> own = views.rowsAscending(Members.groups(caller, group), Integer.MAX_VALUE).stream()
                    .map(row -> Members.number(row.key()))
                    .toList();
            if (!own.isEmpty()) {
                stays.put(group, own);
            }
        }
        return see(stays, heads(stays));
    }

    /// Those of somebody's groups to which anything has happened after a position, though it may not be told of it.
    /// Of the others nothing is read but their heads, which see every event, and the rows by which they are found.
    Map<ConversationId, Seen> seeChanged(Uid caller, long after) {
        Map<ConversationId, List<Integer>> stays = stays(caller);
        Map<String, Versioned<Head>> heads = heads(stays);
        stays.keySet().removeIf(group -> {
            Versioned<Head> head = heads.get(Head.key(group));
            return head == null || head.position() <= after;
        });
        return see(stays, heads);
    }

    private Map<String, Versioned<Head>> heads(Map<ConversationId, List<Integer>> stays) {
        return views.findAll(Head.KIND, stays.keySet().stream().map(Head::key).toList());
    }

    private Map<ConversationId, Seen> see(
            Map<ConversationId, List<Integer>> numbers, Map<String, Versioned<Head>> heads) {
        Map<String, Members> blocks = views.getAll(Members.KIND, blocks(numbers));
        Map<String, Watermarks> marks = views.getAll(
                Watermarks.KIND,
                numbers.entrySet().stream()
                        .map(each -> marksKey(each.getKey(), each.getValue().getLast()))
                        .toList());
        Map<ConversationId, Seen> seen = LinkedHashMap.newLinkedHashMap(numbers.size());
        numbers.forEach((group, own) -> {
            List<Stay> stays = own.stream()
                    .<Stay>map(number -> stay(blocks.get(blockKey(group, number)), number))
                    .filter(Objects::nonNull)
                    .toList();
            Watermarks block = marks.getOrDefault(marksKey(group, own.getLast()), Watermarks.NONE);
            Versioned<Head> head = heads.get(Head.key(group));
            Seen one = stays.isEmpty() || head == null
                    ? null
                    : see(group, head.document(), stays, block.of(own.getLast()), null);
            if (one != null) {
                seen.put(group, one);
            }
        });
        return seen;
    }

    /// Those of the people for whom the group exists, with their eyes. Reads the roster once.
    Map<Uid, Seen> seeAs(Collection<Uid> people, ConversationId group) {
        Head head = views.get(Head.KIND, Head.key(group));
        if (head == null) {
            return Map.of();
        }
        Roster roster = Roster.of(views, group);
        Map<Uid, List<Stay>> byPerson = roster.byPerson();
        Map<Uid, Seen> seen = HashMap.newHashMap(people.size());
        for (Uid person : people) {
            List<Stay> stays = byPerson.getOrDefault(person, List.of());
            Seen one = stays.isEmpty() ? null : see(group, head, stays, roster.of(stays.getLast()), roster);
            if (one != null) {
                seen.put(person, one);
            }
        }
        return seen;
    }

    private @Nullable Seen see(ConversationId id, Head head, List<Stay> stays, Watermark mark, @Nullable Roster known) {
        GroupHead group = head.group();
        if (group == null) {
            return null;
        }
        Stay last = stays.getLast();
        Own own = stays.stream().map(Stay::owned).reduce(Own::and).orElse(Own.NOTHING);
        long changed =
                last.isPresent() ? Math.max(group.changed(), last.since()) : Math.max(last.until(), mark.movedAt());
        Member member = new Member(
                last.uid(),
                last.since(),
                last.joinedAt(),
                stays.stream().mapToLong(Stay::ownSeq).max().orElse(0),
                Math.max(changed, own.position()),
                null,
                own.perhapsMentioned());
        Sight sight = new Sight(
                stays,
                lastAt(id, head, last),
                () -> known == null ? Roster.of(views, id) : known,
                members -> PastRoster.of(views, id, members, last.until()));
        return new SeenGroup(id, head, group, title(id, group, last), member, mark.from(last.joinedAfter()), sight);
    }

    private long lastAt(ConversationId id, Head head, Stay last) {
        long seq = last.lastSeq(head.lastSeq());
        if (seq <= last.joinedAfter()) {
            return 0;
        }
        if (seq == head.lastSeq()) {
            return head.lastAt();
        }
        StoredMessage message = views.get(StoredMessage.KIND, StoredMessage.key(id, seq));
        return message == null ? 0 : message.at();
    }

    /// What it was called when somebody left.
    private Sealed title(ConversationId id, GroupHead group, Stay last) {
        long until = last.until();
        if (last.isPresent() || group.titlePosition() <= until) {
            return group.title();
        }
        for (Notice notice : notices(id, 0, until, Integer.MAX_VALUE)) {
            Sealed title = notice.view().title();
            if (title != null) {
                return title;
            }
        }
        return group.firstTitle();
    }

    /// Watermarks as they now stand, of those who are members, and of those who are no more.
    ReceiptChanges.Changed moved(FindReceiptChanges.Moved asked) {
        ConversationId id = asked.conversationId();
        Head head = views.get(Head.KIND, Head.key(id));
        Map<String, Members> blocks = views.getAll(
                Members.KIND,
                asked.members().stream()
                        .map(number -> blockKey(id, number))
                        .distinct()
                        .toList());
        Map<String, Watermarks> marks = views.getAll(
                Watermarks.KIND,
                asked.members().stream()
                        .map(number -> marksKey(id, number))
                        .distinct()
                        .toList());
        List<ReceiptView> members = new ArrayList<>(asked.members().size());
        List<ReceiptView> former = new ArrayList<>(0);
        for (int number : asked.members()) {
            Stay stay = stay(blocks.get(blockKey(id, number)), number);
            if (stay != null) {
                Watermarks block = marks.getOrDefault(marksKey(id, number), Watermarks.NONE);
                (stay.isPresent() ? members : former)
                        .add(block.of(number).from(stay.joinedAfter()).view(stay.uid()));
            }
        }
        GroupHead group = head == null ? null : head.group();
        return new ReceiptChanges.Changed(id, members, former, group == null ? 0 : group.memberCount());
    }

    /// How many have the messages of those who have sent them, where that has changed.
    List<ReceiptCounts.OfAuthor> counts(FindReceiptCounts query) {
        ConversationId id = query.conversationId();
        return counting.since(id, Roster.of(views, id), query.after(), query.authors()).entrySet().stream()
                .map(author -> new ReceiptCounts.OfAuthor(author.getKey(), author.getValue()))
                .toList();
    }

    /// The same for somebody who was away; nothing in a group in which everybody is told of everybody.
    ///
    /// @param told up to so many members each is told of all
    /// @return in the place of the first move since; null: there is nothing to tell
    @Nullable
    Change counts(Seen seen, long after, int told) {
        if (!(seen instanceof SeenGroup group)
                || !group.isCounted(told)
                || group.group().moved() <= after) {
            return null;
        }
        Roster roster = group.sight().roster();
        Uid author = group.member().uid();
        List<ReceiptCount> counts =
                counting.since(group.id(), roster, after, List.of(author)).getOrDefault(author, List.of());
        return counts.isEmpty() ? null : new Changes.Counts(group.id(), counts, roster.firstMoveAfter(after));
    }

    /// Whether somebody sees a message who had left before a position.
    boolean isSeenByFormer(ConversationId id, long seq, long position) {
        return !id.isDirect()
                && views.ascending(Members.KIND, Members.all(id), Integer.MAX_VALUE).stream()
                        .flatMap(members -> members.stays().stream())
                        .anyMatch(stay -> stay.sees(seq) && stay.until() < position);
    }

    /// The newest notices after a position, through another: the newest first.
    List<Notice> notices(ConversationId id, long after, long through, int most) {
        return views.descending(Notice.KIND, Notice.between(id, after, through), most);
    }

    /// The newest notices between two messages that somebody may see, in their order.
    List<NoticeView> notices(SeenGroup group, long fromSeq, long throughSeq, int most) {
        List<NoticeView> found = new ArrayList<>();
        long through = Math.min(group.until(), Long.MAX_VALUE - 1);
        boolean more = true;
        while (more && found.size() < most) {
            List<Notice> portion =
                    notices(group.id(), group.sight().stays().getFirst().since() - 1, through, PORTION);
            more = portion.size() == PORTION;
            for (Notice notice : portion) {
                through = notice.position() - 1;
                if (notice.view().afterSeq() < fromSeq) {
                    more = false;
                } else if (notice.view().afterSeq() <= throughSeq
                        && found.size() < most
                        && group.sight().stays().stream().anyMatch(stay -> stay.spans(notice.position()))) {
                    found.add(notice.view());
                }
            }
        }
        Collections.reverse(found);
        return found;
    }

    private static List<String> blocks(Map<ConversationId, List<Integer>> numbers) {
        List<String> keys = new ArrayList<>(numbers.size());
        numbers.forEach((group, own) ->
                own.stream().map(number -> blockKey(group, number)).distinct().forEach(keys::add));
        return keys;
    }

    private static String blockKey(ConversationId group, int number) {
        return Members.key(group, Members.block(number));
    }

    private static String marksKey(ConversationId group, int number) {
        return Watermarks.key(group, Watermarks.block(number));
    }

    private static @Nullable Stay stay(@Nullable Members block, int number) {
        return block == null ? null : block.of(number);
    }
}
