package io.verbatim.command.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.Command;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountAnswer;
import io.verbatim.api.account.BlockPerson;
import io.verbatim.api.account.DeleteAccount;
import io.verbatim.api.account.FindDirectPartners;
import io.verbatim.api.account.PeoplePage;
import io.verbatim.api.account.RegisterAccount;
import io.verbatim.api.account.UnblockPerson;
import io.verbatim.api.conversation.BlockDirectConversation;
import io.verbatim.api.conversation.ConversationAnswer;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationOpening;
import io.verbatim.api.conversation.ConversationVersion;
import io.verbatim.api.conversation.CreateGroup;
import io.verbatim.api.conversation.DirectConversationBlocked;
import io.verbatim.api.conversation.DirectConversationLeft;
import io.verbatim.api.conversation.DirectConversationUnblocked;
import io.verbatim.api.conversation.FindGroups;
import io.verbatim.api.conversation.Groups;
import io.verbatim.api.conversation.MemberLeft;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.OpenDirectConversation;
import io.verbatim.api.conversation.PutMember;
import io.verbatim.api.conversation.SendMessage;
import io.verbatim.api.vault.Sealed;
import io.verbatim.command.EmbeddedCommandSide;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutomationsTest {

    private static final Uid ANA = Uid.of("aaaaaaaaaaaaaaaa");
    private static final Uid BOB = Uid.of("bbbbbbbbbbbbbbbb");
    private static final Uid EVE = Uid.of("eeeeeeeeeeeeeeee");
    private static final List<Uid> PAIR = List.of(ANA, BOB);
    private static final Sealed SEALED = new Sealed("key", new byte[12], new byte[] {1});

    private static final ConversationId GROUP = ConversationId.group(BOB, "a UUID");

    @TempDir
    Path folder;

    private final SimpleQueryBus queries = SimpleQueryBus.builder().build();

    @Test
    void shouldTellTheConversationWhatACrashHasKeptFromIt() throws Exception {
        try (var side = new EmbeddedCommandSide(folder)) {
            account(side, new RegisterAccount(ANA, "c", SEALED));
            account(side, new BlockPerson(ANA, BOB));
        }
        try (var side = new EmbeddedCommandSide(folder);
                var underTest = automations(side)) {
            await(() -> events(side, ANA, BOB).contains(new DirectConversationBlocked(1, PAIR)));
            assertThat(EmbeddedCommandSide.refusal(side.dispatch(new OpenDirectConversation(BOB, ANA)))
                            .code())
                    .isEqualTo(RefusalCode.BLOCKED);
            account(side, new UnblockPerson(ANA, BOB));
            await(() -> events(side, ANA, BOB).contains(new DirectConversationUnblocked(1, PAIR)));
        }
    }

    @Test
    void shouldHaveTheConversationFollowTheAccountWhenItWasToldWrong() throws Exception {
        try (var side = new EmbeddedCommandSide(folder);
                var underTest = automations(side)) {
            account(side, new RegisterAccount(ANA, "c", SEALED));
            side.send(new BlockDirectConversation(ANA, BOB), ConversationAnswer.class);

            await(() -> events(side, ANA, BOB).size() == 2);
            assertThat(events(side, ANA, BOB))
                    .containsExactly(new DirectConversationBlocked(1, PAIR), new DirectConversationUnblocked(1, PAIR));
        }
    }

    @Test
    void shouldLeaveTheConversationsOfWhoIsDeletedAndTryAgainUntilItCan() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        queries.subscribe(FindDirectPartners.class.getName(), PeoplePage.class, message -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("the views are behind (expected by the test)");
            }
            FindDirectPartners query = (FindDirectPartners) message.getPayload();
            return query.after() == null
                    ? new PeoplePage(List.of(BOB), BOB.value())
                    : new PeoplePage(List.of(EVE), null);
        });
        groups(GROUP);
        try (var side = new EmbeddedCommandSide(folder);
                var underTest = automations(side)) {
            account(side, new RegisterAccount(ANA, "c", SEALED));
            side.send(new OpenDirectConversation(BOB, ANA), ConversationOpening.class);
            side.send(new CreateGroup(GROUP, BOB, SEALED, List.of(ANA)), ConversationOpening.class);
            account(side, new DeleteAccount(ANA));

            await(() -> events(side, ANA, BOB).contains(new DirectConversationLeft(1, PAIR)));
            await(() -> events(side, ANA, EVE).contains(new DirectConversationLeft(1, List.of(ANA, EVE))));
            await(() -> events(side, GROUP).contains(new MemberLeft(2, ANA, ANA, 0, 1)));
            SendMessage send = new SendMessage(
                    ConversationId.direct(ANA, BOB),
                    BOB,
                    "00000000-0000-4000-8000-000000000001",
                    MessageContent.text(SEALED));
            assertThat(EmbeddedCommandSide.refusal(side.dispatch(send)).code()).isEqualTo(RefusalCode.BLOCKED);
        }
    }

    @Test
    void shouldLeaveWhatIsOpenedBehindTheDeletion() throws Exception {
        queries.subscribe(
                FindDirectPartners.class.getName(), PeoplePage.class, message -> new PeoplePage(List.of(), null));
        groups();
        try (var side = new EmbeddedCommandSide(folder);
                var underTest = automations(side)) {
            account(side, new RegisterAccount(ANA, "c", SEALED));
            account(side, new DeleteAccount(ANA));
            side.send(new OpenDirectConversation(BOB, ANA), ConversationOpening.class);

            await(() -> events(side, ANA, BOB).contains(new DirectConversationLeft(1, PAIR)));
            side.send(new CreateGroup(GROUP, BOB, SEALED, List.of(ANA)), ConversationOpening.class);
            await(() -> events(side, GROUP).contains(new MemberLeft(2, ANA, ANA, 0, 1)));
            side.send(new PutMember(GROUP, BOB, ANA, null), ConversationVersion.class);
            await(() -> events(side, GROUP).contains(new MemberLeft(3, ANA, ANA, 0, 1)));
        }
    }

    @Test
    void shouldBeginBehindWhatIsDone() throws Exception {
        try (var side = new EmbeddedCommandSide(folder)) {
            try (var first = automations(side)) {
                account(side, new RegisterAccount(ANA, "c", SEALED));
                account(side, new BlockPerson(ANA, BOB));
                await(() -> events(side, ANA, BOB).size() == 1);
                long told = side.log.position();
                await(() -> {
                    first.note();
                    return side.log.bookmark("automations").position() >= told;
                });
            }
            assertThat(side.log.bookmark("another").position()).isZero();
        }
        try (var side = new EmbeddedCommandSide(folder)) {
            assertThat(side.log.bookmark("automations").position()).isEqualTo(side.log.position());
        }
    }

    private Automations automations(EmbeddedCommandSide side) {
        Automations automations = Automations.of(side.log, side.bus(), queries, Duration.ofMillis(5));
        automations.start();
        return automations;
    }

    private static void account(EmbeddedCommandSide side, Command command) throws Exception {
        side.send(command, AccountAnswer.class);
    }

    private void groups(ConversationId... groups) {
        queries.subscribe(FindGroups.class.getName(), Groups.class, message -> new Groups(List.of(groups)));
    }

    private static List<Object> events(EmbeddedCommandSide side, Uid one, Uid other) {
        return events(side, ConversationId.direct(one, other));
    }

    private static List<Object> events(EmbeddedCommandSide side, ConversationId conversation) {
        return side.log
                .readEvents(conversation.aggregateId())
                .asStream()
                .<Object>map(event -> event.getPayload())
                .toList();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the condition holds in time").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
