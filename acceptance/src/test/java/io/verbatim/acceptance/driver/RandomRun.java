package io.verbatim.acceptance.driver;

import io.verbatim.acceptance.Device;
import io.verbatim.acceptance.RunningServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// One run of a scenario against a server: people act, the server is killed now and then, everything comes to rest, and
/// each device says what it holds and what it can read.
final class RandomRun {

    private static final Duration REST = Duration.ofSeconds(30);

    private final RunningServer server;
    private final Scenario scenario;
    private final SplittableRandom random;
    private final History history = new History();
    private final List<Client> clients = new ArrayList<>();
    private final Map<String, Set<String>> members = new HashMap<>();

    RandomRun(RunningServer server, Scenario scenario) {
        this.server = server;
        this.scenario = scenario;
        this.random = new SplittableRandom(scenario.seed());
    }

    History history() {
        return history;
    }

    /// Who is in each conversation.
    Map<String, Set<String>> members() {
        return members;
    }

    /// Does everything, to the end.
    void run() throws Exception {
        settle();
        long end = System.nanoTime() + scenario.length().toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> acting = new ArrayList<>();
            for (Client client : clients) {
                acting.add(threads.submit(new Actor(
                        client,
                        foreignTo(client),
                        new Changer(client, members, random.split(), history),
                        random.split(),
                        history,
                        end)));
            }
            disturb(end);
            for (Future<?> each : acting) {
                each.get(scenario.length().toSeconds() + REST.toSeconds(), TimeUnit.SECONDS);
            }
        }
        rest();
        for (Client client : clients) {
            observe(client);
        }
        clients.forEach(Client::cut);
    }

    private void settle() {
        List<Device> people = new ArrayList<>();
        for (int i = 0; i < scenario.people(); i++) {
            people.add(Device.register(server, "p" + i));
        }
        for (int i = 0; i < people.size(); i++) {
            Device one = people.get(i);
            Device other = people.get((i + 1) % people.size());
            members.put(one.open(other), new TreeSet<>(List.of(one.userId, other.userId)));
            for (int device = 0; device < scenario.devicesEach(); device++) {
                clients.add(client(device == 0 ? one : one.onAnother("device-" + device)));
            }
        }
    }

    private Client client(Device device) {
        SplittableRandom own = random.split();
        Function<Reader, Tampering> tampering =
                reader -> new Tampering(scenario.fault(), own.split(), reader::newestCursor);
        return new Client(device, server.webSocketUri(), history, tampering);
    }

    private List<String> foreignTo(Client client) {
        return members.keySet().stream()
                .filter(conversation -> !members.get(conversation).contains(client.user()))
                .sorted()
                .toList();
    }

    private void disturb(long end) throws InterruptedException, IOException {
        long between = scenario.betweenKills().toNanos();
        while (between > 0 && end - System.nanoTime() > between) {
            TimeUnit.NANOSECONDS.sleep(between / 2 + random.nextLong(between / 2));
            if (random.nextInt(3) == 0) {
                server.stop();
            } else {
                server.kill();
            }
            server.start();
        }
    }

    /// Everything said is acknowledged, and everybody resumes once more, after it.
    private void rest() {
        for (Client client : clients) {
            client.flush();
            client.connectPatiently(REST);
        }
        long deadline = System.nanoTime() + REST.toNanos();
        while (!clients.stream().allMatch(Client::hasSentAll)) {
            if (System.nanoTime() > deadline) {
                history.note(new Observed.Unexpected("all", "a message was not acknowledged"));
                break;
            }
            clients.stream().filter(client -> !client.isLive()).forEach(client -> client.connectPatiently(REST));
            Thread.onSpinWait();
        }
        for (Client client : clients) {
            client.cut();
            client.connectPatiently(REST);
            client.mend();
        }
    }

    private void observe(Client client) {
        String place = client.cursor();
        for (String conversation : members.keySet()) {
            if (!members.get(conversation).contains(client.user())) {
                continue;
            }
            Set<JsonNode> pages = new LinkedHashSet<>(client.reader().messages(conversation, place));
            history.note(new Observed.AtRest(
                    client.name(),
                    conversation,
                    client.withCopy(conversation, copy -> new LinkedHashSet<>(copy.messages())),
                    pages,
                    new Tampering(scenario.fault(), random, () -> "")
                            .entry(client.reader().entry(conversation, place)),
                    client.reader().receipts(conversation, place),
                    client.withCopy(conversation, copy -> copy.receipts().copy())));
        }
    }
}
