package io.verbatim.acceptance.driver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Judges what is somebody's own of a conversation: settings, and the unread messages that mention it.
final class OwnJudge {

    private static final int MOST_MENTIONS = 20;

    private final History history;
    private final BiConsumer<String, String> blame;

    OwnJudge(History history, BiConsumer<String, String> blame) {
        this.history = history;
        this.blame = blame;
    }

    void judge(List<Observed.AtRest> atRest) {
        for (Observed.AtRest device : atRest) {
            mentions(device);
            set(device, Change.MUTE, Change.UNMUTE, device.entry().path("muted").asBoolean(false));
            set(
                    device,
                    Change.ARCHIVE,
                    Change.UNARCHIVE,
                    device.entry().path("archived").asBoolean(false));
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
            if (seq > seen && message.path("mentions").toString().contains('"' + user(device.device()) + '"')) {
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
    private void set(Observed.AtRest device, Change on, Change off, boolean shown) {
        List<Observed.ChangeAccepted> accepted = history.all(Observed.ChangeAccepted.class).stream()
                .filter(change -> isOwn(device, change.device(), change.conversation()))
                .filter(change -> change.change() == on || change.change() == off)
                .toList();
        long asked = history.all(Observed.ChangeAsked.class).stream()
                .filter(change -> isOwn(device, change.device(), change.conversation()))
                .filter(change -> change.change() == on || change.change() == off)
                .count();
        boolean expected = accepted.stream()
                .max(Comparator.comparingLong(Observed.ChangeAccepted::version))
                .map(change -> change.change() == on)
                .orElse(false);
        if (asked == accepted.size() && shown != expected) {
            blame.accept("settings", device.device() + " " + device.entry() + ", expected " + on + " " + expected);
        }
    }

    private static boolean isOwn(Observed.AtRest device, String changer, String conversation) {
        return device.conversation().equals(conversation)
                && user(device.device()).equals(user(changer));
    }

    private static String user(String device) {
        return device.substring(0, device.indexOf('/'));
    }
}
