package io.verbatim.acceptance.driver;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Judges what is found: the messages that the same device can read, by what they now say, each once.
final class SearchJudge {

    private final History history;
    private final BiConsumer<String, String> blame;
    private final Set<String> edited;

    SearchJudge(History history, BiConsumer<String, String> blame) {
        this.history = history;
        this.blame = blame;
        this.edited = history.all(Observed.ChangeAsked.class).stream()
                .filter(asked -> asked.change() == Change.EDIT)
                .map(asked -> asked.conversation() + "/" + asked.seq())
                .collect(Collectors.toSet());
    }

    /// The pages were judged before: by them, what is deleted, hidden, cleared, or of no stay, is not there.
    void judge() {
        Map<String, List<Observed.AtRest>> devices =
                history.all(Observed.AtRest.class).stream().collect(Collectors.groupingBy(Observed.AtRest::device));
        for (Observed.Found found : history.all(Observed.Found.class)) {
            Map<String, JsonNode> expected = new HashMap<>();
            Set<String> left = new HashSet<>();
            for (Observed.AtRest device : devices.getOrDefault(found.device(), List.of())) {
                if (device.entry().path("conversation").path("left").asBoolean(false)) {
                    left.add(device.conversation());
                }
                for (JsonNode message : device.pages()) {
                    if (Words.has(message.path("text").asString(""), found.word())) {
                        expected.put(place(message), message);
                    }
                }
            }
            judge(found, expected, left);
        }
    }

    private void judge(Observed.Found found, Map<String, JsonNode> expected, Set<String> left) {
        String where = found.device() + " " + found.word() + " ";
        Set<String> places = new TreeSet<>();
        for (JsonNode message : found.messages()) {
            JsonNode shown = expected.get(place(message));
            if (!places.add(place(message))) {
                blame.accept("found twice", where + message);
            }
            if (shown == null) {
                blame.accept("found though not there", where + message);
            } else if (!ChatCopy.withoutOthersView(message).equals(ChatCopy.withoutOthersView(shown))) {
                blame.accept("found as another", where + message + ", elsewhere " + shown);
            }
        }
        // who has left sees what a message said before it was edited, and finds it by neither text
        Set<String> missing = new TreeSet<>(expected.keySet());
        missing.removeAll(places);
        missing.removeIf(place -> left.contains(place.substring(0, place.indexOf('/'))) && edited.contains(place));
        if (!missing.isEmpty()) {
            blame.accept("not found", where + missing);
        }
    }

    private static String place(JsonNode message) {
        return message.path("conversationId").asString("") + "/"
                + message.path("seq").asLong(0);
    }
}
