package io.verbatim.acceptance.driver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Judges a history by what DESIGN says of any history: no reference to how the system does it.
final class Judge {

    // of each rule
    private static final int MOST = 8;
    private static final List<String> FIXED = List.of("messageId", "sender", "clientMessageId", "sentAt");

    private final History history;
    private final Chats chats;
    private final List<String> violations = new ArrayList<>();
    private final Map<String, Integer> blamed = new HashMap<>();

    Judge(History history, Chats chats) {
        this.history = history;
        this.chats = chats;
    }

    /// What is wrong; nothing if the list is empty.
    List<String> violations() {
        history.all(Observed.Unexpected.class).forEach(wrong -> blame("unexpected", wrong.toString()));
        history.all(Observed.Probed.class).stream()
                .filter(probed -> probed.status() != 404)
                .forEach(probed -> blame("learnt of another's conversation", probed.toString()));
        Map<String, List<Observed.AtRest>> atRest = history.all(Observed.AtRest.class).stream()
                .collect(Collectors.groupingBy(Observed.AtRest::conversation));
        for (Chat chat : chats.all()) {
            judge(chat, atRest.getOrDefault(chat.id(), List.of()));
        }
        history.all(Observed.PresenceAtRest.class).stream()
                .filter(seen ->
                        !seen.told().equals(seen.expected()) || !seen.answered().equals(seen.expected()))
                .forEach(seen -> blame("presence", seen.toString()));
        new BlocksJudge(history, chats, this::blame).judge();
        new SearchJudge(history, this::blame).judge();
        return violations;
    }

    private void judge(Chat chat, List<Observed.AtRest> atRest) {
        String conversation = chat.id();
        Ledger ledger = Ledger.of(chat, GroupJudge.told(history, conversation), this::blame);
        Set<String> there = atRest.stream().map(device -> user(device.device())).collect(Collectors.toSet());
        if (isSilent(chat)) {
            if (!there.equals(Set.of(chat.initial().getFirst()))) {
                blame("in another inbox", conversation + " in those of " + there + ", but nothing was said");
            }
            return;
        }
        if (!there.contains(chat.witness())
                || !chat.people().stream()
                        .allMatch(user ->
                                there.contains(user) != ledger.stays(user).isEmpty())) {
            blame("in another inbox", conversation + " in those of " + there);
            return;
        }
        Map<Long, JsonNode> truth = new TreeMap<>();
        atRest.stream()
                .filter(device -> chat.isWitness(user(device.device())))
                .forEach(device -> truth.putAll(bySeq(device.pages())));
        dense(conversation, truth);
        ChangesJudge changes = new ChangesJudge(history, conversation, this::blame);
        sameForAll(ledger, truth, atRest, changes);
        changes.judge(truth);
        accepted(conversation, truth);
        order(conversation, truth);
        told(conversation, truth);
        read(conversation, truth);
        new ReceiptsJudge(history, ledger, truth, this::blame).judge(atRest, changes);
        new OwnJudge(history, this::blame).judge(atRest);
        if (chat.isGroup()) {
            new GroupJudge(history, chat, ledger, this::blame).judge(truth, atRest);
        }
    }

    /// Until the first message, a direct conversation exists only for who opened it.
    private boolean isSilent(Chat chat) {
        return !chat.isGroup()
                && history.all(Observed.Accepted.class).stream()
                        .noneMatch(accepted -> accepted.conversation().equals(chat.id()));
    }

    private void dense(String conversation, Map<Long, JsonNode> truth) {
        long next = 1;
        for (long seq : truth.keySet()) {
            if (seq != next) {
                blame("seq not dense", conversation + " before " + seq);
            }
            next = seq + 1;
        }
    }

    /// Each reader's pages, and each device's copy, are the same, but for what its user keeps from itself.
    private void sameForAll(
            Ledger ledger, Map<Long, JsonNode> truth, List<Observed.AtRest> atRest, ChangesJudge changes) {
        for (Observed.AtRest device : atRest) {
            String user = user(device.device());
            Set<JsonNode> expected = plain(truth.values());
            expected.removeIf(message -> {
                long seq = message.path("seq").asLong(0);
                return !ledger.sees(user, seq) || changes.isKeptFrom(device, seq);
            });
            Set<JsonNode> pages = plain(device.pages());
            Set<JsonNode> held = new HashSet<>(device.held());
            if (!ledger.isPresent(user)) {
                pages = asItNowStands(pages, truth, ledger.until(user));
                held = asItNowStands(held, truth, ledger.until(user));
            }
            String where = device.device() + " " + device.conversation();
            onlyWhatItMaySee(where, device, ledger, changes);
            if (!pages.equals(expected)) {
                blame("pages differ", where + difference(pages, expected));
            }
            if (!held.equals(expected)) {
                blame("copy differs", where + difference(held, expected));
            }
        }
    }

    private void onlyWhatItMaySee(String where, Observed.AtRest device, Ledger ledger, ChangesJudge changes) {
        for (JsonNode message : device.pages()) {
            long seq = message.path("seq").asLong(0);
            if (!ledger.sees(user(device.device()), seq)) {
                blame("seen though not there", where + " " + message);
            } else if (changes.isKeptFrom(device, seq)) {
                blame("seen though kept from it", where + " " + message);
            }
        }
    }

    /// Who has left sees nothing of what became of a message later, but that it is deleted: what is right is taken for
    /// what the message is now.
    private static Set<JsonNode> asItNowStands(Set<JsonNode> seen, Map<Long, JsonNode> truth, long until) {
        return seen.stream()
                .map(message -> {
                    JsonNode now = truth.get(message.path("seq").asLong(0));
                    boolean right = now != null
                            && now.path("version").asLong(0) > until
                            && message.path("version").asLong(0) <= until
                            && FIXED.stream()
                                    .allMatch(field -> message.path(field).equals(now.path(field)));
                    return right ? ChatCopy.withoutOthersView(now) : message;
                })
                .collect(Collectors.toSet());
    }

    /// What was accepted is there, once, as it was first said.
    private void accepted(String conversation, Map<Long, JsonNode> truth) {
        Map<String, JsonNode> recorded = new HashMap<>();
        for (JsonNode message : truth.values()) {
            String id = message.path("clientMessageId").asString("");
            if (recorded.put(id, message) != null) {
                blame("recorded twice", conversation + " " + id);
            }
        }
        for (Observed.Accepted accepted : history.all(Observed.Accepted.class)) {
            JsonNode message = recorded.get(accepted.clientMessageId());
            if (!accepted.conversation().equals(conversation)) {
                continue;
            }
            if (message == null) {
                blame("acknowledged and lost", accepted.toString());
            } else if (message.path("seq").asLong(0) != accepted.seq()
                    || !message.path("messageId").asString("").equals(accepted.messageId())
                    || !message.path("sentAt").asString("").equals(accepted.sentAt())) {
                blame("acknowledged as another", accepted + " " + message);
            }
        }
    }

    /// What one connection said first to a conversation got its seq in the order said.
    private void order(String conversation, Map<Long, JsonNode> truth) {
        Map<String, Long> seqs = new HashMap<>();
        truth.forEach((seq, message) -> seqs.put(message.path("clientMessageId").asString(""), seq));
        Map<String, Map<String, Integer>> said = new HashMap<>();
        Map<String, Long> last = new HashMap<>();
        for (Observed.Sent sent : history.all(Observed.Sent.class)) {
            if (!sent.conversation().equals(conversation) || sent.connection().isEmpty() || sent.repeat()) {
                continue;
            }
            int times = said.computeIfAbsent(sent.connection(), _ -> new HashMap<>())
                    .merge(sent.clientMessageId(), 1, Integer::sum);
            Long seq = seqs.get(sent.clientMessageId());
            if (seq == null || times > 1) {
                continue;
            }
            Long before = last.put(sent.connection(), seq);
            if (before != null && before > seq) {
                blame("order of sends", sent + " got " + seq + " after " + before);
            }
        }
    }

    /// New messages come to a connection in their order, and each is what the pages say. What was told before, or said
    /// on it, may be told again when a gateway does not know how much has come.
    private void told(String conversation, Map<Long, JsonNode> truth) {
        Map<String, Long> last = new HashMap<>();
        Set<String> before = saidOn(conversation);
        for (Observed.Told told : history.all(Observed.Told.class)) {
            if (!told.data().path("conversationId").asString("").equals(conversation)
                    || !told.event().startsWith("message.")) {
                continue;
            }
            long seq = told.data().path("seq").asLong(0);
            same(told.toString(), told.data(), truth.get(seq));
            // a message by its seq, any other change by its version
            boolean isNew = told.event().equals("message.sent");
            long place = isNew ? seq : told.data().path("version").asLong(0);
            String kind = told.connection() + (isNew ? " new" : " changed");
            boolean said = isNew
                    && before.contains(told.connection() + " "
                            + told.data().path("clientMessageId").asString(""));
            if (!before.add(kind + " " + seq + " " + place) || said) {
                continue;
            }
            long greatest = last.merge(kind, place, Math::max);
            if (greatest > place) {
                blame("told out of order", told + " after " + greatest);
            }
        }
    }

    private Set<String> saidOn(String conversation) {
        return history.all(Observed.Sent.class).stream()
                .filter(sent -> sent.conversation().equals(conversation))
                .map(sent -> sent.connection() + " " + sent.clientMessageId())
                .collect(Collectors.toCollection(HashSet::new));
    }

    /// What was written, another device of the same user may have taken away before it was read.
    private boolean mayBeTakenAway(Observed.Read read) {
        long seq = history.all(Observed.Accepted.class).stream()
                .filter(accepted ->
                        accepted.conversation().equals(read.conversation()) && accepted.version() == read.atLeast())
                .mapToLong(Observed.Accepted::seq)
                .findFirst()
                .orElse(0);
        return history.all(Observed.ChangeAsked.class).stream()
                .filter(asked -> asked.conversation().equals(read.conversation())
                        && user(asked.device()).equals(user(read.device())))
                .anyMatch(asked -> asked.change() == Change.HIDE && asked.seq() == seq
                        || asked.change() == Change.CLEAR && asked.seq() >= seq);
    }

    /// Pages are in order, and show what was written before.
    private void read(String conversation, Map<Long, JsonNode> truth) {
        for (Observed.Read read : history.all(Observed.Read.class)) {
            if (!read.conversation().equals(conversation)) {
                continue;
            }
            long before = 0;
            long newest = 0;
            for (JsonNode message : read.page().path("messages")) {
                long seq = message.path("seq").asLong(0);
                if (before != 0 && seq <= before) {
                    blame("a page out of order", read.toString());
                }
                before = seq;
                newest = Math.max(newest, message.path("version").asLong(0));
                same(read.toString(), message, truth.get(seq));
            }
            if (newest < read.atLeast() && !mayBeTakenAway(read)) {
                blame("own write not read", read.toString());
            }
        }
    }

    private void same(String where, JsonNode seen, JsonNode truth) {
        if (truth == null || !FIXED.stream().allMatch(field -> seen.path(field).equals(truth.path(field)))) {
            blame("another message at a seq", where + ", in the end " + truth);
        }
    }

    private static Map<Long, JsonNode> bySeq(Iterable<JsonNode> messages) {
        Map<Long, JsonNode> bySeq = new TreeMap<>();
        messages.forEach(message -> bySeq.put(message.path("seq").asLong(0), message));
        return bySeq;
    }

    private static Set<JsonNode> plain(Iterable<JsonNode> messages) {
        List<JsonNode> plain = new ArrayList<>();
        messages.forEach(message -> plain.add(ChatCopy.withoutOthersView(message)));
        return new HashSet<>(plain);
    }

    private static String difference(Set<JsonNode> some, Set<JsonNode> expected) {
        List<JsonNode> more =
                some.stream().filter(each -> !expected.contains(each)).limit(3).toList();
        List<JsonNode> less =
                expected.stream().filter(each -> !some.contains(each)).limit(3).toList();
        return " has " + more + " and lacks " + less;
    }

    private static String user(String device) {
        return device.substring(0, device.indexOf('/'));
    }

    private void blame(String rule, String what) {
        if (blamed.merge(rule, 1, Integer::sum) <= MOST) {
            violations.add(rule + ": " + what);
        }
    }
}
