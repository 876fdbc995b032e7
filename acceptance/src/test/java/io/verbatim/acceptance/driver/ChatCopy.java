package io.verbatim.acceptance.driver;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A device's copy of one conversation, kept as the protocol tells a client to.
final class ChatCopy {

    private final TreeMap<Long, JsonNode> messages = new TreeMap<>();
    private final TreeSet<Long> hidden = new TreeSet<>();
    private final Watermarks receipts = new Watermarks();
    private final GroupCopy group = new GroupCopy();
    private Settings settings = Settings.NONE;
    private long clearedThrough;

    /// Takes in a message, unless the copy is newer.
    ///
    /// @return whether it was taken
    boolean take(JsonNode message) {
        long seq = message.path("seq").asLong(0);
        JsonNode mine = messages.get(seq);
        if (seq <= clearedThrough
                || hidden.contains(seq)
                || mine != null
                        && mine.path("version").asLong(0)
                                >= message.path("version").asLong(0)) {
            return false;
        }
        messages.put(seq, withoutOthersView(message));
        return true;
    }

    /// What differs between readers, or has no version, is no part of a copy.
    static JsonNode withoutOthersView(JsonNode message) {
        ObjectNode copy = ((ObjectNode) message).deepCopy();
        copy.remove("status");
        copy.remove("reply");
        copy.remove("reaction");
        copy.path("reactions").forEach(reaction -> ((ObjectNode) reaction).remove("mine"));
        return copy;
    }

    void take(Watermarks known) {
        known.delivered().forEach((user, seq) -> receipts.delivered().merge(user, seq, Math::max));
        known.read().forEach((user, seq) -> receipts.read().merge(user, seq, Math::max));
    }

    void takeReceipts(JsonNode members) {
        receipts.take(members);
    }

    /// Takes in a line of the inbox.
    void takeEntry(JsonNode entry) {
        JsonNode conversation = entry.path("conversation");
        group.takeAll(conversation);
        take(Settings.of(entry, conversation.path("version").asLong(0)));
    }

    void take(Settings told) {
        settings = settings.orNewer(told);
    }

    Settings settings() {
        return settings;
    }

    void hide(JsonNode seqs) {
        seqs.forEach(seq -> {
            hidden.add(seq.asLong(0));
            messages.remove(seq.asLong(0));
        });
    }

    void clear(long through) {
        clearedThrough = Math.max(clearedThrough, through);
        messages.headMap(through, true).clear();
    }

    /// Pages were loaded anew, from the first message on: what they do not have up to their last is hidden, or cleared.
    void replaceBy(Collection<JsonNode> pages) {
        Set<Long> there = pages.stream()
                .map(message -> message.path("seq").asLong(0))
                .collect(Collectors.toCollection(TreeSet::new));
        long last = there.stream().max(Long::compare).orElse(0L);
        messages.headMap(last, true).keySet().retainAll(there);
        pages.forEach(this::take);
    }

    Collection<JsonNode> messages() {
        return messages.values();
    }

    GroupCopy group() {
        return group;
    }

    Watermarks receipts() {
        return receipts;
    }

    /// The seqs of messages that fit.
    List<Long> seqs(Predicate<JsonNode> fits) {
        return messages.entrySet().stream()
                .filter(entry -> fits.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    long lastSeq() {
        return messages.isEmpty() ? 0 : messages.lastKey();
    }
}
