package io.verbatim.acceptance.driver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Judges what is somebody's own of a conversation: settings, and the unread messages that mention it.
final class OwnJudge {

    private static final int MOST_MENTIONS = 20;
    private static final Set<Change> MUTING = Set.of(Change.MUTE, Change.MUTE_UNTIL);

    private final History history;
    private final BiConsumer<String, String> blame;

    OwnJudge(History history, BiConsumer<String, String> blame) {
        this.history = history;
        this.blame = blame;
    }

    void judge(List<Observed.AtRest> atRest) {
        for (Observed.AtRest device : atRest) {
            mentions(device);
            set(device, MUTING, Change.UNMUTE, device.entry().path("muted").asBoolean(false));
            set(
                    device,
                    Set.of(Change.ARCHIVE),
                    Change.UNARCHIVE,
                    device.entry().path("archived").asBoolean(false));
            until(device);
            listed(device);
        }
        for (Observed.SettingsAtRest held : history.all(Observed.SettingsAtRest.class)) {
            atRest.stream()
                    .filter(device -> device.device().equals(held.device())
                            && device.conversation().equals(held.conversation()))
                    .filter(device ->
                            !Settings.of(device.entry(), held.held().version()).equals(held.held()))
                    .forEach(device -> blame.accept("settings not told", held + ", not " + device.entry()));
        }
    }

    /// The newest of those beyond what counts as seen.
    private void mentions(Observed.AtRest device) {
        JsonNode conversation = device.entry().path("conversation");
        long seen = Stream.of("readSeq", "ownSeq", "clearedSeq")
                .mapToLong(field -> conversation.path(field).asLong(0))
                .reduce(conversation.path("joinedSeq").asLong(0) - 1, Math::max);
        List<Long> expected = new ArrayList<>();
        for (JsonNode message : device.pages()) {
            long seq = message.path("seq").asLong(0);
            String mentions = message.path("mentions").toString();
            if (seq > seen && (mentions.contains('"' + user(device.device()) + '"') || mentions.contains("\"*\""))) {
                expected.add(seq);
            }
        }
        expected = expected.subList(Math.max(0, expected.size() - MOST_MENTIONS), expected.size());
        List<Long> told = new ArrayList<>();
        device.entry().path("mentionSeqs").forEach(seq -> told.add(seq.asLong(0)));
        if (!told.equals(expected)) {
            blame.accept("mentions", device.device() + " " + device.entry() + ", expected " + expected);
        }
    }

    /// As it was set last, unless something was asked for and not answered.
    private void set(Observed.AtRest device, Set<Change> on, Change off, boolean shown) {
        List<Observed.ChangeAccepted> accepted =
                accepted(device, change -> on.contains(change) || change == off).toList();
        boolean expected = accepted.stream()
                .max(Comparator.comparingLong(Observed.ChangeAccepted::version))
                .map(change -> on.contains(change.change()))
                .orElse(false);
        if (asked(device, change -> on.contains(change) || change == off) == accepted.size() && shown != expected) {
            blame.accept("settings", device.device() + " " + device.entry() + ", expected " + on + " " + expected);
        }
    }

    /// What is muted anew without a time keeps the one that it has.
    private void until(Observed.AtRest device) {
        List<Observed.ChangeAccepted> accepted = accepted(
                        device, change -> MUTING.contains(change) || change == Change.UNMUTE)
                .toList();
        long unmuted = accepted.stream()
                .filter(change -> change.change() == Change.UNMUTE)
                .mapToLong(Observed.ChangeAccepted::version)
                .max()
                .orElse(0);
        String expected = accepted.stream()
                .filter(change -> change.change() == Change.MUTE_UNTIL && change.version() > unmuted)
                .max(Comparator.comparingLong(Observed.ChangeAccepted::version))
                .map(Observed.ChangeAccepted::value)
                .orElse("");
        boolean certain =
                asked(device, change -> MUTING.contains(change) || change == Change.UNMUTE) == accepted.size();
        if (certain && !device.entry().path("mutedUntil").asString("").equals(expected)) {
            blame.accept("settings", device.device() + " " + device.entry() + ", expected until " + expected);
        }
    }

    /// What is cleared is in no inbox, until a message follows.
    private void listed(Observed.AtRest device) {
        JsonNode conversation = device.entry().path("conversation");
        long cleared = conversation.path("clearedSeq").asLong(0);
        boolean expected = cleared == 0 || conversation.path("lastSeq").asLong(0) > cleared;
        history.all(Observed.InboxAtRest.class).stream()
                .filter(inbox -> inbox.device().equals(device.device()))
                .filter(inbox -> inbox.conversations().contains(device.conversation()) != expected)
                .forEach(_ -> blame.accept(
                        "inbox", device.device() + " " + device.entry() + ", expected to be there: " + expected));
    }

    private Stream<Observed.ChangeAccepted> accepted(Observed.AtRest device, Predicate<Change> kind) {
        return history.all(Observed.ChangeAccepted.class).stream()
                .filter(change -> isOwn(device, change.device(), change.conversation()))
                .filter(change -> kind.test(change.change()));
    }

    private long asked(Observed.AtRest device, Predicate<Change> kind) {
        return history.all(Observed.ChangeAsked.class).stream()
                .filter(change -> isOwn(device, change.device(), change.conversation()))
                .filter(change -> kind.test(change.change()))
                .count();
    }

    private static boolean isOwn(Observed.AtRest device, String changer, String conversation) {
        return device.conversation().equals(conversation)
                && user(device.device()).equals(user(changer));
    }

    private static String user(String device) {
        return device.substring(0, device.indexOf('/'));
    }
}
