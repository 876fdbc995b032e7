package io.verbatim.acceptance.driver;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/// Judges watermarks, statuses and unread counts of one conversation at rest.
final class ReceiptsJudge {

    private final History history;
    private final Ledger ledger;
    private final Map<Long, JsonNode> truth;
    private final BiConsumer<String, String> blame;

    ReceiptsJudge(History history, Ledger ledger, Map<Long, JsonNode> truth, BiConsumer<String, String> blame) {
        this.history = history;
        this.ledger = ledger;
        this.truth = truth;
        this.blame = blame;
    }

    void judge(List<Observed.AtRest> atRest, ChangesJudge changes) {
        List<Observed.AtRest> there = atRest.stream()
                .filter(device -> ledger.isPresent(user(device.device())))
                .toList();
        Watermarks marks = answered(there.getFirst());
        accepted(marks);
        bounded(marks);
        for (Observed.AtRest device : there) {
            Watermarks answered = answered(device);
            if (!answered.equals(marks) || !answered.delivered().keySet().equals(Set.copyOf(ledger.present()))) {
                blame.accept("receipts differ", device.device() + " " + answered + ", elsewhere " + marks);
            }
            if (!covers(heldBy(device), marks)) {
                blame.accept("receipts not told", device.device() + " " + device.heldReceipts() + " of " + marks);
            }
            statuses(device, marks);
        }
        for (Observed.AtRest device : atRest) {
            boolean present = ledger.isPresent(user(device.device()));
            unread(device, present ? marks : answered(device), changes);
        }
    }

    private static Watermarks answered(Observed.AtRest device) {
        Watermarks answered = new Watermarks();
        answered.take(device.receipts());
        return answered;
    }

    /// Who joins has got and read all that was said before.
    private Watermarks heldBy(Observed.AtRest device) {
        Watermarks held = device.heldReceipts().copy();
        ledger.present().forEach(user -> raise(held, user));
        return held;
    }

    private void raise(Watermarks marks, String user) {
        long before = ledger.stays(user).getLast().first() - 1;
        marks.delivered().merge(user, before, Math::max);
        marks.read().merge(user, before, Math::max);
    }

    private void accepted(Watermarks marks) {
        for (Observed.ReceiptAccepted accepted : history.all(Observed.ReceiptAccepted.class)) {
            String user = user(accepted.device());
            if (!accepted.conversation().equals(ledger.conversation()) || !ledger.isPresent(user)) {
                continue;
            }
            boolean read = accepted.kind().equals("read");
            if (marks.deliveredBy(user) < accepted.upTo() || read && marks.readBy(user) < accepted.upTo()) {
                blame.accept("a receipt was lost", accepted + " " + marks);
            }
        }
    }

    /// Nobody has got or read more than it said.
    private void bounded(Watermarks marks) {
        Watermarks asked = new Watermarks();
        for (Observed.ReceiptAsked ask : history.all(Observed.ReceiptAsked.class)) {
            if (ask.conversation().equals(ledger.conversation())) {
                asked.delivered().merge(user(ask.device()), ask.upTo(), Math::max);
                if (ask.kind().equals("read")) {
                    asked.read().merge(user(ask.device()), ask.upTo(), Math::max);
                }
            }
        }
        ledger.present().forEach(user -> raise(asked, user));
        if (!covers(asked, marks)) {
            blame.accept("a receipt that nobody gave", ledger.conversation() + " " + marks + ", asked " + asked);
        }
    }

    private static boolean covers(Watermarks greater, Watermarks less) {
        return less.delivered().entrySet().stream()
                        .allMatch(mark -> greater.deliveredBy(mark.getKey()) >= mark.getValue())
                && less.read().entrySet().stream().allMatch(mark -> greater.readBy(mark.getKey()) >= mark.getValue());
    }

    /// The protocol's formula.
    private void unread(Observed.AtRest device, Watermarks marks, ChangesJudge changes) {
        String user = user(device.device());
        Ledger.Stay stay = ledger.stays(user).getLast();
        long last = stay.lasts()
                ? truth.keySet().stream().mapToLong(Long::longValue).max().orElse(0)
                : stay.last();
        long own = truth.values().stream()
                .filter(message -> message.path("sender").asString("").equals(user))
                .mapToLong(message -> message.path("seq").asLong(0))
                .max()
                .orElse(0);
        long cleared = device.entry().path("conversation").path("clearedSeq").asLong(0);
        if (cleared < changes.clearedThrough(user)) {
            blame.accept("cleared", device.device() + " " + device.entry());
        }
        long seen = Math.max(Math.max(marks.readBy(user), own), Math.max(cleared, stay.first() - 1));
        long expected = Math.max(0, last - seen);
        if (device.entry().path("unread").asLong(0) != expected) {
            blame.accept("unread", device.device() + " " + device.entry() + ", expected " + expected);
        }
    }

    /// Of one's own messages: by the watermarks of those who saw them then, and have not left.
    private void statuses(Observed.AtRest device, Watermarks marks) {
        String user = user(device.device());
        for (JsonNode message : device.pages()) {
            if (!message.path("sender").asString("").equals(user) || message.has("deletedAt")) {
                continue;
            }
            long seq = message.path("seq").asLong(0);
            boolean read = allOthers(marks.read(), user, seq);
            String expected = read ? "read" : allOthers(marks.delivered(), user, seq) ? "delivered" : "sent";
            if (!message.path("status").asString("").equals(expected)) {
                blame.accept("status", device.device() + " " + message + ", expected " + expected);
            }
        }
    }

    private boolean allOthers(Map<String, Long> marks, String user, long seq) {
        List<String> others = ledger.present().stream()
                .filter(other -> !other.equals(user))
                .filter(other -> ledger.stays(other).getLast().sees(seq))
                .toList();
        return !others.isEmpty() && others.stream().allMatch(other -> marks.getOrDefault(other, 0L) >= seq);
    }

    private static String user(String device) {
        return device.substring(0, device.indexOf('/'));
    }
}
