package io.verbatim.acceptance.driver;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/// Judges watermarks, statuses and unread counts of one conversation at rest.
final class ReceiptsJudge {

    private final History history;
    private final String conversation;
    private final Map<Long, JsonNode> truth;
    private final BiConsumer<String, String> blame;

    ReceiptsJudge(History history, String conversation, Map<Long, JsonNode> truth, BiConsumer<String, String> blame) {
        this.history = history;
        this.conversation = conversation;
        this.truth = truth;
        this.blame = blame;
    }

    void judge(List<Observed.AtRest> atRest, ChangesJudge changes) {
        Watermarks marks = new Watermarks();
        marks.take(atRest.getFirst().receipts());
        accepted(marks);
        bounded(marks);
        for (Observed.AtRest device : atRest) {
            Watermarks answered = new Watermarks();
            answered.take(device.receipts());
            if (!answered.equals(marks)) {
                blame.accept("receipts differ", device.device() + " " + answered + ", elsewhere " + marks);
            }
            if (!covers(device.heldReceipts(), marks)) {
                blame.accept("receipts not told", device.device() + " " + device.heldReceipts() + " of " + marks);
            }
            unread(device, marks, changes);
            statuses(device, marks);
        }
    }

    private void accepted(Watermarks marks) {
        for (Observed.ReceiptAccepted accepted : history.all(Observed.ReceiptAccepted.class)) {
            if (!accepted.conversation().equals(conversation)) {
                continue;
            }
            String user = user(accepted.device());
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
            if (ask.conversation().equals(conversation)) {
                asked.delivered().merge(user(ask.device()), ask.upTo(), Math::max);
                if (ask.kind().equals("read")) {
                    asked.read().merge(user(ask.device()), ask.upTo(), Math::max);
                }
            }
        }
        if (!covers(asked, marks)) {
            blame.accept("a receipt that nobody gave", conversation + " " + marks + ", asked " + asked);
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
        long last = truth.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        long own = truth.values().stream()
                .filter(message -> message.path("sender").asString("").equals(user))
                .mapToLong(message -> message.path("seq").asLong(0))
                .max()
                .orElse(0);
        long cleared = device.entry().path("conversation").path("clearedSeq").asLong(0);
        if (cleared < changes.clearedThrough(user)) {
            blame.accept("cleared", device.device() + " " + device.entry());
        }
        long expected = Math.max(0, last - Math.max(Math.max(marks.readBy(user), own), cleared));
        if (device.entry().path("unread").asLong(0) != expected) {
            blame.accept("unread", device.device() + " " + device.entry() + ", expected " + expected);
        }
    }

    /// Of one's own messages: by the other's watermarks.
    private void statuses(Observed.AtRest device, Watermarks marks) {
        String user = user(device.device());
        long delivered = others(marks.delivered(), user);
        long read = others(marks.read(), user);
        for (JsonNode message : device.pages()) {
            if (!message.path("sender").asString("").equals(user) || message.has("deletedAt")) {
                continue;
            }
            long seq = message.path("seq").asLong(0);
            String expected = seq <= read ? "read" : seq <= delivered ? "delivered" : "sent";
            if (!message.path("status").asString("").equals(expected)) {
                blame.accept("status", device.device() + " " + message + ", expected " + expected);
            }
        }
    }

    private static long others(Map<String, Long> marks, String user) {
        return marks.entrySet().stream()
                .filter(mark -> !mark.getKey().equals(user))
                .mapToLong(Map.Entry::getValue)
                .min()
                .orElse(0);
    }

    private static String user(String device) {
        return device.substring(0, device.indexOf('/'));
    }
}
