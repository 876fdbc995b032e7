package io.verbatim.acceptance.driver;

import io.verbatim.acceptance.Device;
import io.verbatim.acceptance.Json;
import io.verbatim.acceptance.RunningServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// One run of a scenario against a server: people act, the server is killed now and then, everything comes to rest, and
/// each device says what it holds and what it can read.
final class RandomRun {

    private static final Duration REST = Duration.ofSeconds(30);

    private final RunningServer server;
    private final Scenario scenario;
    private final SplittableRandom random;
    private final History history = new History();
    private final List<Client> clients = new ArrayList<>();
    private final Chats chats = new Chats();
    private final Map<String, String> visibilities = new HashMap<>();

    RandomRun(RunningServer server, Scenario scenario) {
        this.server = server;
        this.scenario = scenario;
        this.random = new SplittableRandom(scenario.seed());
    }

    History history() {
        return history;
    }

    Chats chats() {
        return chats;
    }

    /// Does everything, to the end.
    void run() throws Exception {
        settle();
        long end = System.nanoTime() + scenario.length().toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> everybody =
                    clients.stream().map(Client::user).distinct().toList();
            List<Future<?>> acting = new ArrayList<>();
            for (Client client : clients) {
                Grouper grouper = new Grouper(client, chats, everybody, random.split(), history);
                acting.add(threads.submit(new Actor(client, chats, grouper, random.split(), history, end)));
            }
            try {
                new Disturber(server, scenario, random.split()).disturb(end);
                for (Future<?> each : acting) {
                    each.get(scenario.length().toSeconds() + REST.toSeconds(), TimeUnit.SECONDS);
                }
            } finally {
                threads.shutdownNow(); // who waits for a server that does not come back
            }
        }
        rest();
        for (Client client : clients) {
            observe(client);
        }
        if (scenario.faults().isEmpty() || scenario.faults().contains(Fault.LOST_PRESENCE)) {
            new Quiet(clients, new PresenceModel(history, chats, visibilities), history)
                    .come(!scenario.faults().isEmpty());
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
            List<String> both = List.of(one.userId, other.userId);
            chats.add(new Chat(one.open(other), "", both, Set.copyOf(both), other.userId));
            for (int device = 0; device < scenario.devicesEach(); device++) {
                clients.add(client(device == 0 ? one : one.onAnother("device-" + device)));
            }
        }
        makeGroups(people);
        clients.forEach(client ->
                client.watch(people.stream().map(person -> person.userId).toList()));
        hide(people.get(1), "contacts");
        hide(people.get(2), "nobody");
    }

    private void hide(Device person, String visibility) {
        person.api
                .patch("/v1/me", Json.of("{'lastSeenVisibility':'%s'}", visibility))
                .require(200);
        visibilities.put(person.userId, visibility);
    }

    private Client client(Device device) {
        SplittableRandom own = random.split();
        Function<Reader, Tampering> tampering =
                reader -> new Tampering(scenario.faults(), own.split(), reader::newestCursor);
        return new Client(device, new Gateways(server.gateways(), own.split()), history, tampering);
    }

    /// One that the last person never comes to be in, and one that the first does not. Who makes it may leave.
    private void makeGroups(List<Device> people) {
        List<String> users = people.stream().map(person -> person.userId).toList();
        int last = people.size() - 1;
        chats.add(group(people.getFirst(), "the first", users.subList(1, 3))
                .asChat(users.subList(0, last), users.get(1)));
        chats.add(group(people.getLast(), "the last", users.subList(last - 1, last))
                .asChat(users.subList(1, last + 1), users.get(last - 1)));
    }

    /// Asked twice, it is made once.
    private static Grouper.Made group(Device founder, String title, List<String> others) {
        String uuid = UUID.randomUUID().toString();
        Grouper.Made made = Grouper.create(founder.api, title, others, uuid);
        if (!made.equals(Grouper.create(founder.api, title, others, uuid))) {
            throw new AssertionError("group: another one (expected: " + made + ")");
        }
        return made;
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
            clients.forEach(Client::flush);
            Thread.onSpinWait();
        }
        for (Client client : clients) {
            client.cut();
            client.connectPatiently(REST);
            if (!Patience.await(REST, client::mend)) {
                history.note(new Observed.Unexpected(client.name(), "what was missed could not be loaded"));
            }
        }
    }

    private void observe(Client client) {
        String place = client.cursor();
        Reader reader = client.reader().patient(REST);
        TamperedAnswers answers = new TamperedAnswers(scenario.faults());
        List<JsonNode> edited = new ArrayList<>();
        history.note(new Observed.InboxAtRest(
                client.name(),
                reader.inbox(place).stream()
                        .map(entry -> entry.path("conversation").path("id").asString(""))
                        .collect(Collectors.toSet())));
        for (Chat chat : chats.all()) {
            String conversation = chat.id();
            JsonNode entry = reader.entry(conversation, place);
            if (!entry.has("conversation")) {
                history.note(new Observed.Probed(client.name(), conversation, reader.probe(conversation)));
                continue;
            }
            Set<JsonNode> pages = new LinkedHashSet<>(
                    answers.pages(reader.messages(conversation, place), entry.path("conversation")));
            pages.stream().filter(message -> message.has("editedAt")).forEach(edited::add);
            history.note(new Observed.AtRest(
                    client.name(),
                    conversation,
                    client.withCopy(conversation, copy -> new LinkedHashSet<>(copy.messages())),
                    pages,
                    answers.entry(entry),
                    reader.receipts(conversation, place),
                    client.withCopy(conversation, copy -> copy.receipts().copy())));
            history.note(new Observed.SettingsAtRest(
                    client.name(), conversation, client.withCopy(conversation, ChatCopy::settings)));
            if (chat.isGroup()) {
                history.note(new Observed.GroupAtRest(
                        client.name(),
                        conversation,
                        reader.notices(conversation, place),
                        reader.members(conversation, place),
                        client.withCopy(conversation, copy -> copy.group().state())));
            }
        }
        for (String word : Words.ALL) {
            JsonNode stale = edited.stream()
                    .filter(message -> !Words.has(message.path("text").asString(""), word))
                    .findAny()
                    .orElse(MissingNode.getInstance());
            history.note(new Observed.Found(client.name(), word, answers.found(reader.search(word, place), stale)));
        }
    }
}
