package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// A backup while people chat, and a restored one.
class BackupIT {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    @Test
    void shouldHaveEverythingAcknowledgedBeforeTheBackupAndNothingBrokenAfterARestore() throws Exception {
        Device ana = Device.register(SERVER, "ana");
        Device bob = Device.register(SERVER, "bob");
        String conversation = ana.open(bob);
        ana.post(conversation, "before the backup");
        bob.awaitMessages(conversation, 1);
        String cursor = bob.api.get("/v1/inbox").require(200).path("cursor").asString("");
        Path backup = SERVER.folder().resolve("backup");

        long acknowledgedBefore;
        AtomicLong acknowledged = new AtomicLong();
        CountDownLatch begun = new CountDownLatch(5);
        AtomicBoolean chatting = new AtomicBoolean(true);
        CompletableFuture<Void> chat = CompletableFuture.runAsync(() -> {
            while (chatting.get()) {
                acknowledged.set(ana.post(conversation, "meanwhile").path("seq").asLong(0));
                begun.countDown();
            }
        });
        try {
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            acknowledgedBefore = acknowledged.get();
            SERVER.runScript("backup", backup.toString());
        } finally {
            chatting.set(false);
        }
        chat.join();
        String late = UUID.randomUUID().toString();
        long lateSeq = ana.post(conversation, "after the backup", late)
                .require(201)
                .path("seq")
                .asLong(0);

        SERVER.stop();
        SERVER.use(SERVER.folder().resolve("restored"));
        SERVER.runScript("restore", backup.toString());
        SERVER.start();

        Device anaAgain = Device.signIn(SERVER, ana.userId, ana.id);
        long restoredSeq = anaAgain.entry(conversation)
                .path("conversation")
                .path("lastSeq")
                .asLong(0);
        assertThat(restoredSeq).isGreaterThanOrEqualTo(acknowledgedBefore).isLessThan(lateSeq);
        assertThat(anaAgain.messages(conversation, "?after=0&limit=1")
                        .path("messages")
                        .path(0)
                        .path("text")
                        .asString(""))
                .isEqualTo("before the backup");

        try (ChatSocket bobs = bob.connectOnly()) {
            JsonNode welcome = bobs.hello(cursor);
            assertThat(welcome.path("recovered").asBoolean(true)).isFalse();
            assertThat(welcome.path("reset").asBoolean(false)).isTrue();
        }
        assertThat(anaAgain.post(conversation, "after the backup", late)
                        .require(201)
                        .path("seq")
                        .asLong(0))
                .isEqualTo(restoredSeq + 1);
    }
}
