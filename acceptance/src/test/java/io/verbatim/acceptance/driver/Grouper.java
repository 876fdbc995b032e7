package io.verbatim.acceptance.driver;

import io.verbatim.acceptance.Api;
import io.verbatim.acceptance.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/// Makes groups, and changes who is in them and what they are called, as far as it is let.
final class Grouper {

    private static final int MOST_CHATS = 12;

    private final Client client;
    private final Chats chats;
    private final List<String> everybody;
    private final SplittableRandom random;
    private final History history;
    private int named;

    Grouper(Client client, Chats chats, List<String> everybody, SplittableRandom random, History history) {
        this.client = client;
        this.chats = chats;
        this.everybody = everybody;
        this.random = random;
        this.history = history;
    }

    /// Makes a group; asked again until there is an answer. Who has blocked the founder is not to be had.
    void create() {
        if (chats.all().size() >= MOST_CHATS) {
            return;
        }
        Set<String> others = new TreeSet<>();
        for (int i = 0; i < 3; i++) {
            others.add(any(everybody));
        }
        others.remove(client.user());
        String title = title();
        String uuid = UUID.randomUUID().toString();
        while (true) {
            try {
                Api.Answer answer = ask(client.api(), title, List.copyOf(others), uuid);
                if (answer.status() == 422) {
                    history.note(new Observed.Refused(client.name(), "", "create", answer.text()));
                } else {
                    chats.add(made(answer, title, List.copyOf(others)).asChat(everybody, client.user()));
                }
                return;
            } catch (Reader.Unanswered again) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
    }

    /// A group that was made.
    record Made(String id, String title, List<String> initial) {
        Chat asChat(List<String> people, String witness) {
            return new Chat(id, title, initial, new TreeSet<>(people), witness);
        }
    }

    static Made create(Api api, String title, List<String> others, String uuid) {
        return made(ask(api, title, others, uuid), title, others);
    }

    private static Api.Answer ask(Api api, String title, List<String> others, String uuid) {
        String body =
                Json.write(Map.of("type", "group", "title", title, "members", others, "clientConversationId", uuid));
        return Reader.attempt("create a group", () -> api.post("/v1/conversations", body));
    }

    private static Made made(Api.Answer answer, String title, List<String> others) {
        JsonNode group = answer.require(answer.status() == 200 ? 200 : 201);
        List<String> initial = new ArrayList<>();
        group.path("members").forEach(member -> {
            if (member.path("role").asString("").equals("owner")) {
                initial.add(member.path("userId").asString(""));
            }
        });
        initial.addAll(others);
        return new Made(group.path("id").asString(""), title, initial);
    }

    /// Does one thing to a group.
    void change(Chat group) {
        String role = client.withCopy(group.id(), copy -> copy.group().role(client.user()));
        int choice = random.nextInt(100);
        if (role.isEmpty()) {
            // it was removed: it may not come back by itself
            ask(group, GroupAction.ADD, List.of(client.user()), "");
        } else if (choice < 10 && !group.isWitness(client.user())) {
            ask(group, GroupAction.REMOVE, List.of(client.user()), "");
        } else if (!role.equals("member") || choice < 20) {
            administer(group, random.nextInt(100));
        }
    }

    /// However short a run is, somebody comes late, and somebody goes.
    void addAndRemove(Chat group) {
        Map<String, String> roles =
                client.withCopy(group.id(), copy -> copy.group().state().roles());
        if (client.withCopy(group.id(), copy -> copy.group().administers(client.user()))) {
            group.people().stream()
                    .filter(person -> !roles.containsKey(person))
                    .findFirst()
                    .ifPresent(person -> ask(group, GroupAction.ADD, List.of(person), ""));
            roles.keySet().stream()
                    .filter(person -> !group.isWitness(person) && !person.equals(client.user()))
                    .findFirst()
                    .ifPresent(person -> ask(group, GroupAction.REMOVE, List.of(person), ""));
        }
    }

    private void administer(Chat group, int choice) {
        List<String> people = List.copyOf(group.people());
        String one = any(people);
        if (choice < 30) {
            ask(group, GroupAction.ADD, List.of(one), random.nextInt(4) == 0 ? "admin" : "");
        } else if (choice < 45) {
            ask(group, GroupAction.ADD_MANY, List.copyOf(new TreeSet<>(List.of(one, any(people)))), "");
        } else if (choice < 65) {
            if (!group.isWitness(one)) {
                ask(group, GroupAction.REMOVE, List.of(one), "");
            }
        } else if (choice < 85) {
            ask(group, GroupAction.ROLE, List.of(one), any(List.of("admin", "member", "admin", "member", "owner")));
        } else {
            ask(group, GroupAction.TITLE, List.of(), title());
        }
    }

    private String any(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }

    private String title() {
        named++;
        return "group of " + client.name() + " " + named;
    }

    private void ask(Chat group, GroupAction action, List<String> people, String value) {
        history.note(new Observed.GroupAsked(client.name(), group.id(), action, people, value));
        Api.Answer answer = Reader.attempt(action.name(), () -> call(group, action, people, value));
        if (answer.status() == 200) {
            long version = answer.body().path("version").asLong(0);
            history.note(new Observed.GroupAccepted(client.name(), group.id(), action, people, value, version));
        } else {
            history.note(new Observed.Refused(client.name(), group.id(), action.name(), answer.text()));
        }
    }

    private Api.Answer call(Chat group, GroupAction action, List<String> people, String value) {
        Api api = client.api();
        String path = "/v1/conversations/" + group.id();
        String members = path + "/members";
        String body = value.isEmpty() ? "{}" : Json.write(Map.of("role", value));
        return switch (action) {
            case ADD, ROLE -> api.put(members + "/" + people.getFirst(), body);
            case ADD_MANY -> api.post(members, Json.write(Map.of("members", people)));
            case REMOVE -> api.delete(members + "/" + people.getFirst());
            case TITLE -> api.patch(path, Json.write(Map.of("title", value)));
        };
    }
}
