package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// What is acknowledged is there once, in order, on every device, also after the process was killed.
class DeliveryIT {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private final Device ana = Device.register(SERVER, "ana");
    private final Device bob = Device.register(SERVER, "bob");

    @Test
    void shouldGiveEverythingMissedAfterTheProcessWasKilled() throws Exception {
        String conversation = ana.open(bob);
        String cursor;
        try (ChatSocket bobs = bob.connect()) {
            ana.post(conversation, "before");
            cursor = lastCursor(bobs, 1);
        }
        try (ChatSocket anas = ana.connect()) {
            for (int i = 2; i <= 6; i++) {
                anas.say(conversation, "missed " + i);
            }
            SERVER.kill();
        }

        SERVER.start();

        try (ChatSocket bobs = bob.connectOnly()) {
            assertThat(bobs.hello(cursor).path("recovered").asBoolean(false)).isTrue();
            List<JsonNode> missed = ChatSocket.events(bobs.awaitLive(), "message.sent");
            assertThat(Json.numbers(missed, "seq")).containsExactly(2L, 3L, 4L, 5L, 6L);
            assertThat(Json.texts(missed, "text"))
                    .containsExactly("missed 2", "missed 3", "missed 4", "missed 5", "missed 6");
            ana.post(conversation, "and on");
            assertThat(bobs.awaitEvent("message.sent").path("data").path("seq").asLong(0))
                    .isEqualTo(7);
        }
        assertThat(Json.numbers(ana.messages(conversation, "").path("messages"), "seq"))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void shouldLoseNothingAcknowledgedWhenKilledInTheMiddleOfSending() throws Exception {
        String conversation = ana.open(bob);
        ana.post(conversation, "first");
        List<String> clientMessageIds = new ArrayList<>();
        List<Long> acknowledged = new ArrayList<>();
        try (ChatSocket anas = ana.connect()) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                String clientMessageId = UUID.randomUUID().toString();
                clientMessageIds.add(clientMessageId);
                ids.add(anas.say(conversation, "message " + i, clientMessageId));
            }
            for (int i = 0; i < 200; i++) {
                acknowledged.add(anas.awaitAck(ids.get(i)).path("seq").asLong(0));
            }
            SERVER.kill();
        }
        SERVER.start();

        try (ChatSocket anas = ana.connect()) {
            List<String> ids = clientMessageIds.stream()
                    .map(clientMessageId -> anas.say(conversation, "again", clientMessageId))
                    .toList();
            List<Long> seqs = ids.stream()
                    .map(id -> anas.awaitAck(id).path("seq").asLong(0))
                    .toList();
            assertThat(seqs.subList(0, acknowledged.size())).isEqualTo(acknowledged);
            assertThat(seqs).isEqualTo(LongStream.rangeClosed(2, 2001).boxed().toList());
        }
    }

    @Test
    void shouldBringTheOthersMessagesOfTheTimeWhenResumingFromBeforeOnesOwn() {
        String conversation = ana.open(bob);
        String cursor;
        try (ChatSocket anas = ana.connect()) {
            ana.post(conversation, "one");
            cursor = lastCursor(anas, 1);
            bob.post(conversation, "two, by Bob");
            anas.say(conversation, "three, by Ana");
        }

        try (ChatSocket anas = ana.connectOnly()) {
            assertThat(anas.hello(cursor).path("recovered").asBoolean(false)).isTrue();
            List<JsonNode> missed = ChatSocket.events(anas.awaitLive(), "message.sent");
            assertThat(Json.texts(missed, "text")).containsSubsequence("two, by Bob", "three, by Ana");
        }
    }

    // The cursor after the message with this seq.
    private static String lastCursor(ChatSocket socket, long seq) {
        JsonNode frame =
                socket.awaitEvent("message.sent", message -> message.path("seq").asLong(0) == seq);
        String cursor = frame.path("cursor").asString("");
        assertThat(cursor).isNotEmpty();
        return cursor;
    }

    @Test
    void shouldReachEveryDeviceAndEverySocketButTheOneThatSent() {
        String conversation = ana.open(bob);
        ana.post(conversation, "first");
        Device anasLaptop = ana.onAnother("laptop");
        try (ChatSocket phone = ana.connect();
                ChatSocket samePhone = ana.connect();
                ChatSocket laptop = anasLaptop.connect();
                ChatSocket bobs = bob.connect()) {
            phone.say(conversation, "to all");

            for (ChatSocket other : List.of(samePhone, laptop, bobs)) {
                assertThat(other.awaitEvent("message.sent")
                                .path("data")
                                .path("text")
                                .asString(""))
                        .isEqualTo("to all");
            }
            assertThat(ChatSocket.events(phone.awaitQuiet(), "message.sent")).isEmpty();
        }
    }

    @Test
    void shouldKeepTheOrderOfAHundredSendsThatDoNotWait() {
        String conversation = ana.open(bob);
        ana.post(conversation, "first");
        try (ChatSocket anas = ana.connect();
                ChatSocket bobs = bob.connect()) {
            List<String> ids = IntStream.range(0, 100)
                    .mapToObj(i -> anas.say(
                            conversation, "message " + i, UUID.randomUUID().toString()))
                    .toList();
            for (int i = 0; i < 100; i++) {
                assertThat(anas.awaitAck(ids.get(i)).path("seq").asLong(0)).isEqualTo(i + 2);
                JsonNode message = bobs.await("event").path("data");
                assertThat(message.path("text").asString("")).isEqualTo("message " + i);
                assertThat(message.path("seq").asLong(0)).isEqualTo(i + 2);
            }
        }
    }

    @Test
    void shouldRecordAMessageOnceHoweverOftenAndHoweverItIsSent() throws Exception {
        String conversation = ana.open(bob);
        String clientMessageId = UUID.randomUUID().toString();
        try (ChatSocket bobs = bob.connect();
                ChatSocket one = ana.connect();
                ChatSocket other = ana.onAnother("laptop").connect();
                ExecutorService posts = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Api.Answer>> posted = new ArrayList<>();
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String text = "attempt " + i;
                Callable<Api.Answer> post = () -> ana.post(conversation, text, clientMessageId);
                posted.add(posts.submit(post));
                ids.add(one.say(conversation, text, clientMessageId));
                ids.add(other.say(conversation, text, clientMessageId));
            }
            int created = 0;
            JsonNode first = null;
            for (Future<Api.Answer> answer : posted) {
                created += answer.get().status() == 201 ? 1 : 0;
                JsonNode body = answer.get().require(answer.get().status() == 201 ? 201 : 200);
                first = first == null ? body : first;
                assertThat(body).isEqualTo(first);
            }
            for (int i = 0; i < ids.size(); i++) {
                JsonNode ack = (i % 2 == 0 ? one : other).awaitAck(ids.get(i));
                assertThat(ack.path("seq").asLong(0)).isEqualTo(1);
                assertThat(ack.path("messageId")).isEqualTo(first.path("messageId"));
                assertThat(ack.path("sentAt")).isEqualTo(first.path("sentAt"));
                assertThat(ack.path("version")).isEqualTo(first.path("version"));
            }
            assertThat(created).isLessThanOrEqualTo(1);
            bobs.awaitEvent("message.sent");
            assertThat(ChatSocket.events(bobs.awaitQuiet(), "message.sent")).isEmpty();

            SERVER.kill();
            SERVER.start();

            Api.Answer late = ana.post(conversation, "long after", clientMessageId);
            assertThat(late.require(200)).isEqualTo(first);
            assertThat(bob.messages(conversation, "").path("messages").size()).isEqualTo(1);
        }
    }

    @Test
    void shouldTellAGapWhenMoreThanAThousandChangesWereMissed() {
        String conversation = ana.open(bob);
        ana.post(conversation, "first");
        String cursor;
        try (ChatSocket bobs = bob.connect()) {
            ana.post(conversation, "second");
            cursor = lastCursor(bobs, 2);
        }
        try (ChatSocket anas = ana.connect()) {
            sendMany(anas, conversation, 999);
            try (ChatSocket bobs = bob.connectOnly()) {
                bobs.hello(cursor);
                List<JsonNode> missed = bobs.awaitLive();
                assertThat(ChatSocket.events(missed, "conversation.gap")).isEmpty();
                assertThat(Json.numbers(ChatSocket.events(missed, "message.sent"), "seq"))
                        .isEqualTo(LongStream.rangeClosed(3, 1001).boxed().toList());
            }
            sendMany(anas, conversation, 2);
            try (ChatSocket bobs = bob.connectOnly()) {
                assertThat(bobs.hello(cursor).path("recovered").asBoolean(false))
                        .isTrue();
                List<JsonNode> missed = bobs.awaitLive();
                assertThat(ChatSocket.events(missed, "message.sent")).isEmpty();
                JsonNode entry = ChatSocket.events(missed, "conversation.gap").getFirst();
                assertThat(entry.path("conversation").path("id").asString("")).isEqualTo(conversation);
                assertThat(entry.path("conversation").path("lastSeq").asLong(0)).isEqualTo(1003);
                assertThat(entry.path("unread").asLong(0)).isEqualTo(1003);
            }
        }
    }

    private static void sendMany(ChatSocket socket, String conversation, int count) {
        List<String> ids = IntStream.range(0, count)
                .mapToObj(
                        i -> socket.say(conversation, "m" + i, UUID.randomUUID().toString()))
                .toList();
        ids.forEach(socket::awaitAck);
    }

    @Test
    void shouldNotRecoverFromACursorThatIsNone() {
        for (String cursor : List.of("nonsense", "AAAAAAAAAAAAAAAAAAAAAA")) {
            try (ChatSocket bobs = bob.connectOnly()) {
                JsonNode welcome = bobs.hello(cursor);
                assertThat(welcome.path("recovered").asBoolean(true)).isFalse();
                assertThat(welcome.path("cursor").asString("")).isNotEmpty();
            }
        }
    }

    @Test
    void shouldTellReceiptsThatWereMissedAsTheyStand() {
        String conversation = ana.open(bob);
        String cursor;
        try (ChatSocket bobs = bob.connect()) {
            ana.post(conversation, "one");
            cursor = lastCursor(bobs, 1);
        }
        bob.post(conversation, "two");
        try (ChatSocket anas = ana.connect()) {
            anas.acknowledge("delivered", conversation, 1);
            anas.acknowledge("delivered", conversation, 2);
            anas.acknowledge("read", conversation, 2);
        }
        try (ChatSocket bobs = bob.connectOnly()) {
            bobs.hello(cursor);
            List<JsonNode> receipts = ChatSocket.events(bobs.awaitLive(), "receipts.changed");
            assertThat(receipts).hasSize(1);
            JsonNode member = receipts.getFirst().path("members").path(0);
            assertThat(member.path("userId").asString("")).isEqualTo(ana.userId);
            assertThat(member.path("readSeq").asLong(0)).isEqualTo(2);
        }
    }
}
