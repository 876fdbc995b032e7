package io.verbatim.acceptance.driver;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Who may see whose presence, when all is quiet.
final class PresenceModel {

    private final Map<String, String> visibilities;
    private final Set<String> apart = new HashSet<>();
    private final Set<String> written = new HashSet<>();

    /// @param visibilities `lastSeenVisibility` of those for whom it is not `everyone`
    PresenceModel(History history, Chats chats, Map<String, String> visibilities) {
        this.visibilities = visibilities;
        for (Observed observed : history.all(Observed.class)) {
            if (observed instanceof Observed.BlockAccepted block) {
                String pair = pair(user(block.device()), block.other());
                if (block.on()) {
                    apart.add(pair);
                } else {
                    apart.remove(pair);
                }
            } else if (observed instanceof Observed.Accepted accepted) {
                Chat chat = chats.get(accepted.conversation());
                if (chat != null && !chat.isGroup()) {
                    chat.people().forEach(other -> written.add(pair(user(accepted.device()), other)));
                }
            }
        }
    }

    boolean shows(String person, String viewer) {
        boolean visible = switch (visibilities.getOrDefault(person, "everyone")) {
            case "nobody" -> false;
            // those to whom it has written
            case "contacts" -> written.contains(pair(person, viewer));
            default -> true;
        };
        return visible && !apart.contains(pair(person, viewer)) && !apart.contains(pair(viewer, person));
    }

    private static String pair(String one, String other) {
        return one + " " + other;
    }

    private static String user(String device) {
        return device.substring(0, device.indexOf('/'));
    }
}
