package io.verbatim.acceptance.driver;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Judges what has become of the messages of one conversation. What was asked for and never answered may have happened,
/// or not.
final class ChangesJudge {

    private final History history;
    private final BiConsumer<String, String> blame;
    private final List<Observed.ChangeAsked> asked;
    private final List<Observed.ChangeAccepted> accepted;
    private final Map<String, String> firstTexts = new HashMap<>();
    private final Map<String, Long> cleared = new HashMap<>();

    ChangesJudge(History history, String conversation, BiConsumer<String, String> blame) {
        this.history = history;
        this.blame = blame;
        this.asked = history.all(Observed.ChangeAsked.class).stream()
                .filter(change -> change.conversation().equals(conversation))
                .toList();
        this.accepted = history.all(Observed.ChangeAccepted.class).stream()
                .filter(change -> change.conversation().equals(conversation))
                .toList();
        for (Observed.ChangeAccepted change : accepted) {
            if (change.change() == Change.CLEAR) {
                cleared.merge(user(change.device()), change.seq(), Math::max);
            }
        }
    }

    /// Through which a user has cleared, for all that was acknowledged.
    long clearedThrough(String user) {
        return cleared.getOrDefault(user, 0L);
    }

    /// Whether a message must not be seen by the device's user; what is not certain is as its pages say.
    boolean isKeptFrom(Observed.AtRest device, long seq) {
        String user = user(device.device());
        boolean hidden = seq <= clearedThrough(user)
                || accepted.stream()
                        .anyMatch(change -> change.change() == Change.HIDE
                                && change.seq() == seq
                                && user(change.device()).equals(user));
        boolean perhaps = asked.stream()
                .filter(change -> user(change.device()).equals(user))
                .anyMatch(change -> change.change() == Change.HIDE && change.seq() == seq
                        || change.change() == Change.CLEAR && change.seq() >= seq);
        boolean shown =
                device.pages().stream().anyMatch(message -> message.path("seq").asLong(0) == seq);
        return hidden || perhaps && !shown;
    }

    void judge(Map<Long, JsonNode> truth) {
        history.all(Observed.Sent.class).forEach(sent -> firstTexts.putIfAbsent(sent.clientMessageId(), sent.text()));
        truth.forEach((seq, message) -> {
            boolean deleted = message.has("deletedAt");
            String by = message.path("deletedBy").asString("");
            if (deleted
                            && of(asked(seq), Change.DELETE).stream()
                                    .noneMatch(ask -> user(ask.device()).equals(by))
                    || !deleted && accepted(seq, Change.DELETE).findAny().isPresent()) {
                blame.accept("deleted", message.toString());
            }
            if (!deleted) {
                text(seq, message);
                reactions(seq, message);
            } else if (message.has("text") || message.has("reactions")) {
                blame.accept("a tombstone says something", message.toString());
            }
        });
    }

    private void text(long seq, JsonNode message) {
        String text = message.path("text").asString("");
        Set<String> possible = new HashSet<>(unanswered(seq, Change.EDIT));
        possible.add(accepted(seq, Change.EDIT)
                .max(Comparator.comparingLong(Observed.ChangeAccepted::version))
                .map(Observed.ChangeAccepted::value)
                .orElseGet(() ->
                        firstTexts.getOrDefault(message.path("clientMessageId").asString(""), "never sent")));
        if (!possible.contains(text)) {
            blame.accept("not as it was said", message + ", expected " + possible);
        }
    }

    private void reactions(long seq, JsonNode message) {
        Map<String, Set<String>> shown = new HashMap<>();
        for (JsonNode reaction : message.path("reactions")) {
            Set<String> users = new HashSet<>();
            reaction.path("users").forEach(user -> users.add(user.asString("")));
            shown.put(reaction.path("emoji").asString(""), users);
            if (reaction.path("count").asLong(0) != users.size()) {
                blame.accept("reactions miscounted", message.toString());
            }
        }
        Map<String, List<Observed.ChangeAccepted>> byUserAndEmoji = Stream.concat(
                        accepted(seq, Change.REACT), accepted(seq, Change.UNREACT))
                .collect(Collectors.groupingBy(change -> user(change.device()) + " " + change.value()));
        for (List<Observed.ChangeAccepted> changes : byUserAndEmoji.values()) {
            Observed.ChangeAccepted last = changes.stream()
                    .max(Comparator.comparingLong(Observed.ChangeAccepted::version))
                    .orElseThrow();
            boolean uncertain = unanswered(seq, Change.REACT).contains(last.value())
                    || unanswered(seq, Change.UNREACT).contains(last.value());
            boolean holds = shown.getOrDefault(last.value(), Set.of()).contains(user(last.device()));
            if (!uncertain && holds != (last.change() == Change.REACT)) {
                blame.accept("a reaction", last + " " + message);
            }
        }
    }

    private Stream<Observed.ChangeAccepted> accepted(long seq, Change change) {
        return accepted.stream().filter(one -> one.seq() == seq && one.change() == change);
    }

    private List<Observed.ChangeAsked> asked(long seq) {
        return asked.stream().filter(one -> one.seq() == seq).toList();
    }

    private static List<Observed.ChangeAsked> of(List<Observed.ChangeAsked> asked, Change change) {
        return asked.stream().filter(one -> one.change() == change).toList();
    }

    /// The values of those that were asked for more often than acknowledged.
    private List<String> unanswered(long seq, Change change) {
        Map<List<String>, Integer> open = new HashMap<>();
        of(asked(seq), change).forEach(one -> open.merge(List.of(one.device(), one.value()), 1, Integer::sum));
        accepted(seq, change).forEach(one -> open.merge(List.of(one.device(), one.value()), -1, Integer::sum));
        return open.entrySet().stream()
                .filter(one -> one.getValue() > 0)
                .map(one -> one.getKey().getLast())
                .toList();
    }

    private static String user(String device) {
        return device.substring(0, device.indexOf('/'));
    }
}
