package io.verbatim.acceptance.driver;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Nobody acts any more, and some are away: what is shown of each to the others comes to agree with their sockets.
final class Quiet {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    // what is planted does not get better
    private static final Duration SHORT = Duration.ofSeconds(4);

    private final List<Client> clients;
    private final PresenceModel model;
    private final History history;

    Quiet(List<Client> clients, PresenceModel model, History history) {
        this.clients = clients;
        this.model = model;
        this.history = history;
    }

    /// All are connected, and then one of them on no device.
    void come(boolean tampered) {
        await(tampered);
        String away = clients.getFirst().user();
        clients.stream().filter(client -> client.user().equals(away)).forEach(Client::cut);
        await(tampered);
        note();
    }

    private void await(boolean tampered) {
        Patience.await(tampered ? SHORT : PATIENCE, () -> clients.stream().allMatch(this::isShownAllAsItIs));
    }

    private Set<String> connected() {
        return clients.stream().filter(Client::isLive).map(Client::user).collect(Collectors.toSet());
    }

    private String expected(String person, String viewer) {
        return connected().contains(person) && model.shows(person, viewer) ? "online" : "offline";
    }

    private boolean isShownAllAsItIs(Client viewer) {
        return !viewer.isLive()
                || others(viewer).stream()
                        .allMatch(person -> viewer.presence(person).equals(expected(person, viewer.user())));
    }

    private List<String> others(Client viewer) {
        return clients.stream()
                .map(Client::user)
                .distinct()
                .filter(person -> !person.equals(viewer.user()))
                .toList();
    }

    private void note() {
        for (Client viewer : clients) {
            if (viewer.isLive()) {
                others(viewer)
                        .forEach(person -> history.note(new Observed.PresenceAtRest(
                                viewer.name(),
                                person,
                                expected(person, viewer.user()),
                                viewer.presence(person),
                                viewer.reader().patient(PATIENCE).presence(person))));
            }
        }
    }
}
