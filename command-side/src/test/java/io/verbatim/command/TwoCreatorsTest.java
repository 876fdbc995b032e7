package io.verbatim.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.account.RegisterAccount;
import io.verbatim.api.conversation.ConversationOpening;
import io.verbatim.api.conversation.OpenDirectConversation;
import io.verbatim.api.vault.Sealed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandResultMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two who make the same thing at once, from two threads, a thousand times.
@Timeout(60)
class TwoCreatorsTest {

    private static final int TIMES = 1_000;
    private static final Sealed NAME = new Sealed("key", new byte[12], new byte[] {1});

    @TempDir
    private Path folder;

    @Test
    void shouldMakeOneAccountOfTwoRegistrations() throws Exception {
        try (var side = new EmbeddedCommandSide(folder)) {
            List<CompletableFuture<CommandResultMessage<?>>> first = new ArrayList<>();
            List<CompletableFuture<CommandResultMessage<?>>> second = new ArrayList<>();
            together(() -> registerAll(side, "c1", first), () -> registerAll(side, "c2", second));
            for (int n = 0; n < TIMES; n++) {
                var one = first.get(n).get(20, TimeUnit.SECONDS);
                var other = second.get(n).get(20, TimeUnit.SECONDS);
                assertThat(one.isExceptional()).isNotEqualTo(other.isExceptional());
                assertThat(EmbeddedCommandSide.refusal(one.isExceptional() ? first.get(n) : second.get(n))
                                .code())
                        .isEqualTo(RefusalCode.USER_EXISTS);
                assertThat(events(side, uid("a", n).accountId())).isEqualTo(1);
            }
        }
    }

    @Test
    void shouldMakeOneConversationOfTwoWhoOpenIt() throws Exception {
        try (var side = new EmbeddedCommandSide(folder)) {
            List<CompletableFuture<CommandResultMessage<?>>> first = new ArrayList<>();
            List<CompletableFuture<CommandResultMessage<?>>> second = new ArrayList<>();
            together(() -> openAll(side, "a", "b", first), () -> openAll(side, "b", "a", second));
            for (int n = 0; n < TIMES; n++) {
                var one = (ConversationOpening)
                        first.get(n).get(20, TimeUnit.SECONDS).getPayload();
                var other = (ConversationOpening)
                        second.get(n).get(20, TimeUnit.SECONDS).getPayload();
                assertThat(one.conversationId()).isEqualTo(other.conversationId());
                assertThat(List.of(one.version(), other.version())).containsExactlyInAnyOrder(1L, 2L);
                assertThat(one.opened() && other.opened()).isTrue();
                assertThat(events(side, one.conversationId().aggregateId())).isEqualTo(2);
            }
        }
    }

    private static void registerAll(
            EmbeddedCommandSide side, String credential, List<CompletableFuture<CommandResultMessage<?>>> answers) {
        for (int n = 0; n < TIMES; n++) {
            answers.add(side.dispatch(new RegisterAccount(uid("a", n), credential, NAME)));
        }
    }

    private static void openAll(
            EmbeddedCommandSide side,
            String by,
            String with,
            List<CompletableFuture<CommandResultMessage<?>>> answers) {
        for (int n = 0; n < TIMES; n++) {
            answers.add(side.dispatch(new OpenDirectConversation(uid(by, n), uid(with, n))));
        }
    }

    private static void together(Runnable one, Runnable other) throws InterruptedException {
        Thread first = Thread.ofPlatform().start(one);
        Thread second = Thread.ofPlatform().start(other);
        first.join();
        second.join();
    }

    private static long events(EmbeddedCommandSide side, String aggregateId) {
        return side.log.readEvents(aggregateId).asStream().count();
    }

    private static Uid uid(String prefix, int n) {
        return Uid.of(prefix + "%015d".formatted(n));
    }
}
