package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// What somebody chooses for itself in a chat: to mute it, to set it apart, to delete it.
class ChatSettingsIT {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private final Device ana = Device.register(SERVER, "ana");
    private final Device bob = Device.register(SERVER, "bob");
    private final String conversation = ana.open(bob);
    private final String path = "/v1/conversations/" + conversation;

    @Test
    void shouldMuteAndArchiveOnAllMyDevices() {
        ana.post(conversation, "Hello");
        bob.awaitMessages(conversation, 1);
        Device laptop = bob.onAnother("laptop");
        try (ChatSocket phone = bob.connect();
                ChatSocket anas = ana.connect()) {
            set(laptop, "{'muted':true,'mutedUntil':'2099-01-01T10:00:00+02:00'}");

            JsonNode muted = phone.awaitEvent("settings.changed").path("data");
            assertThat(muted.path("conversationId").asString("")).isEqualTo(conversation);
            assertThat(muted.path("muted").asBoolean(false)).isTrue();
            assertThat(muted.path("mutedUntil").asString("")).isEqualTo("2099-01-01T08:00:00.000Z");
            assertThat(muted.path("archived").asBoolean(true)).isFalse();
            set(laptop, "{'archived':true}");
            JsonNode archived = phone.awaitEvent("settings.changed").path("data");
            assertThat(archived.path("muted").asBoolean(false)).isTrue();
            assertThat(archived.path("archived").asBoolean(false)).isTrue();
            assertThat(archived.path("version").asLong(0))
                    .isGreaterThan(muted.path("version").asLong(0));

            // so it is: nothing changes
            set(laptop, "{'archived':true}");
            assertThat(phone.awaitQuiet()).isEmpty();
            assertThat(anas.awaitQuiet()).isEmpty();
        }
        ana.post(conversation, "No message ends it");
        JsonNode entry = bob.entry(conversation);
        assertThat(entry.path("muted").asBoolean(false)).isTrue();
        assertThat(entry.path("archived").asBoolean(false)).isTrue();
        assertThat(ana.entry(conversation).path("muted").asBoolean(true)).isFalse();
        set(bob, "{'muted':null}");
        assertThat(bob.entry(conversation).has("mutedUntil")).isFalse();
        bob.api
                .patch(path + "/settings", Json.of("{'mutedUntil':'2099-01-01T10:00:00Z'}"))
                .requireProblem(422, "invalid");
    }

    @Test
    void shouldDeleteTheChatForMe() {
        ana.post(conversation, "one");
        ana.post(conversation, "two");
        bob.awaitMessages(conversation, 2);
        Device laptop = bob.onAnother("laptop");
        try (ChatSocket phone = bob.connect()) {
            laptop.api.delete(path).require(200);

            JsonNode cleared = phone.awaitEvent("conversation.cleared").path("data");
            assertThat(cleared.path("clearedSeq").asLong(0)).isEqualTo(2);
            assertThat(cleared.path("version").asLong(0)).isPositive();
            assertThat(inbox(bob)).isZero();
            assertThat(bob.messages(conversation, "").path("messages").size()).isZero();
            assertThat(bob.entry(conversation).path("unread").asLong(-1)).isZero();
            assertThat(bob.entry(conversation).has("lastMessage")).isFalse();
            assertThat(inbox(ana)).isEqualTo(1);
            assertThat(ana.messages(conversation, "").path("messages").size()).isEqualTo(2);

            ana.post(conversation, "three");
            phone.awaitEvent("message.sent");
        }
        assertThat(inbox(bob)).isEqualTo(1);
        assertThat(bob.entry(conversation).path("unread").asLong(0)).isEqualTo(1);
        assertThat(Json.numbers(bob.messages(conversation, "").path("messages"), "seq"))
                .containsExactly(3L);
        bob.api.get(path + "/messages/2/info").requireProblem(404, "not-found");
    }

    @Test
    void shouldLeaveAMessageThatWasOnItsWay() {
        for (int i = 1; i <= 3; i++) {
            ana.post(conversation, "message " + i);
        }
        bob.awaitMessages(conversation, 3);
        // Bob's device has seen two of them
        bob.api.delete(path + "?through=2").require(200);

        assertThat(inbox(bob)).isEqualTo(1);
        JsonNode entry = bob.entry(conversation);
        assertThat(entry.path("unread").asLong(0)).isEqualTo(1);
        assertThat(entry.path("conversation").path("clearedSeq").asLong(0)).isEqualTo(2);
        assertThat(Json.numbers(bob.messages(conversation, "").path("messages"), "seq"))
                .containsExactly(3L);
        // never back
        bob.api.delete(path + "?through=1").require(200);
        assertThat(bob.entry(conversation)
                        .path("conversation")
                        .path("clearedSeq")
                        .asLong(0))
                .isEqualTo(2);
        bob.api.delete(path + "?through=4").requireProblem(422, "invalid");
    }

    @Test
    void shouldTellWhatWasMissedByState() {
        ana.post(conversation, "one");
        bob.awaitMessages(conversation, 1);
        String cursor = bob.api.get("/v1/inbox").require(200).path("cursor").asString("");
        set(bob, "{'muted':true}");
        set(bob, "{'archived':true}");
        bob.api.delete(path).require(200);

        JsonNode missed = bob.api.get("/v1/events?after=" + cursor).require(200).path("events");
        assertThat(Json.texts(missed, "event")).containsExactly("settings.changed", "conversation.cleared");
        assertThat(missed.path(0).path("data").path("muted").asBoolean(false)).isTrue();
        assertThat(missed.path(0).path("data").path("archived").asBoolean(false))
                .isTrue();
    }

    @Test
    void shouldTellNobodyElse() {
        ana.post(conversation, "one");
        Device carla = Device.register(SERVER, "carla");
        carla.api.patch(path + "/settings", Json.of("{'muted':true}")).requireProblem(404, "not-found");
        carla.api.delete(path).requireProblem(404, "not-found");
        carla.api.delete(path + "/messages/1?for=me").requireProblem(404, "not-found");
    }

    private void set(Device who, String settings) {
        who.api.patch(path + "/settings", Json.of(settings)).require(200);
    }

    private static int inbox(Device who) {
        return who.api.get("/v1/inbox").require(200).path("conversations").size();
    }
}
