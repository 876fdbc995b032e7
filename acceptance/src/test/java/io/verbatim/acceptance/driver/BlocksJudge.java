package io.verbatim.acceptance.driver;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// Judges blocks: between who has blocked whom nothing is said, and in groups everybody is heard.
final class BlocksJudge {

    private final History history;
    private final Chats chats;
    private final BiConsumer<String, String> blame;
    // conversations where nothing is said for certain, and those where perhaps nothing was
    private final Set<String> closed = new HashSet<>();
    private final Set<String> everClosed = new HashSet<>();
    private final Set<String> said = new HashSet<>();
    private final Set<String> saidAcross = new HashSet<>();
    // conversations in which nobody is passed on typing, and how much each connection was told since
    private final Map<String, Map<String, Integer>> quiet = new HashMap<>();

    BlocksJudge(History history, Chats chats, BiConsumer<String, String> blame) {
        this.history = history;
        this.chats = chats;
        this.blame = blame;
    }

    void judge() {
        for (Observed observed : history.all(Observed.class)) {
            switch (observed) {
                case Observed.BlockAsked asked -> {
                    closed.remove(asked.conversation() + asked.device());
                    everClosed.add(asked.conversation());
                    quiet.remove(asked.conversation());
                }
                case Observed.BlockAccepted accepted -> {
                    if (accepted.on()) {
                        closed.add(accepted.conversation() + accepted.device());
                    }
                }
                case Observed.BlockShown shown -> quiet.put(shown.conversation(), new HashMap<>());
                case Observed.Told told -> told(told);
                case Observed.Sent sent -> {
                    boolean first = said.add(sent.clientMessageId());
                    if (first && closed.stream().anyMatch(key -> key.startsWith(sent.conversation()))) {
                        saidAcross.add(sent.clientMessageId());
                    }
                }
                case Observed.Accepted accepted -> {
                    if (saidAcross.contains(accepted.clientMessageId()) && isStillClosed(accepted)) {
                        blame.accept("said across a block", accepted.toString());
                    }
                }
                case Observed.Refused refused -> refused(refused);
                default -> {}
            }
        }
    }

    /// Typing goes past the log: what is on its way may come a moment later.
    private void told(Observed.Told told) {
        quiet.values().forEach(since -> since.merge(told.connection(), 1, Integer::sum));
        Map<String, Integer> since =
                quiet.get(told.data().path("conversationId").asString(""));
        if (told.event().equals("typing") && since != null && since.get(told.connection()) > GroupJudge.ON_THEIR_WAY) {
            blame.accept("typing told across a block", told.toString());
        }
    }

    /// A message that waited in an outbox may be sent again when the block has ended.
    private boolean isStillClosed(Observed.Accepted accepted) {
        return closed.stream().anyMatch(key -> key.startsWith(accepted.conversation()));
    }

    private void refused(Observed.Refused refused) {
        if (!refused.problem().contains(":blocked")) {
            return;
        }
        Chat chat = chats.get(refused.conversation());
        // a role for who is not there adds it
        boolean adds = Stream.of(GroupAction.ADD, GroupAction.ADD_MANY, GroupAction.ROLE)
                .anyMatch(action -> action.name().equals(refused.what()));
        if (refused.what().equals("create")) {
            return;
        }
        boolean right = chat != null && chat.isGroup() ? adds : everClosed.contains(refused.conversation());
        if (!right) {
            blame.accept("refused without a block", refused.toString());
        }
    }
}
