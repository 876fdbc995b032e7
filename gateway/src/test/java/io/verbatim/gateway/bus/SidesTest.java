package io.verbatim.gateway.bus;

import static io.verbatim.testkit.People.ANA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.api.AtLeast;
import io.verbatim.api.DeviceId;
import io.verbatim.api.EventMetadata;
import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.account.AccountAnswer;
import io.verbatim.api.account.FindProfiles;
import io.verbatim.api.account.Profiles;
import io.verbatim.api.account.SignOutDevice;
import io.verbatim.gateway.testing.ScriptedSides;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SidesTest {
    private static final DeviceId PHONE = DeviceId.of("phone");
    private static final SignOutDevice COMMAND = new SignOutDevice(ANA.uid(), PHONE);
    private static final FindProfiles QUERY = new FindProfiles(List.of(ANA.uid()), AtLeast.ANYTHING);

    private final ScriptedSides sides = new ScriptedSides();
    private final Commands commands = new Commands(sides.commandBus());
    private final Queries queries = new Queries(sides.queryBus());

    @Test
    void shouldSendACommandUnderItsClassNameWithItsMetadata() throws Exception {
        sides.onCommand(SignOutDevice.class, command -> new AccountAnswer(3));
        assertThat(get(send())).isEqualTo(new AccountAnswer(3));
        assertThat(sides.commandMessages()).singleElement().satisfies(message -> {
            assertThat(message.getCommandName()).isEqualTo(SignOutDevice.class.getName());
            assertThat(EventMetadata.of(message.getMetaData())).isEqualTo(EventMetadata.of(ANA.uid(), PHONE));
        });
    }

    @Test
    void shouldFailWithTheRefusalOfACommand() {
        Refusal refusal = Refusal.invalid("device", "wrong");
        sides.onCommand(SignOutDevice.class, command -> {
            throw ScriptedSides.refusal(refusal);
        });
        assertThatThrownBy(() -> get(send())).cause().isInstanceOfSatisfying(RefusedException.class, refused -> {
            assertThat(refused.refusal()).isEqualTo(refusal);
            assertThat(refused.getStackTrace()).isEmpty();
        });
    }

    @Test
    void shouldFailWithTheFaultOfACommand() {
        sides.onCommand(SignOutDevice.class, command -> {
            throw new IllegalStateException("fault");
        });
        assertThatThrownBy(() -> get(send())).hasRootCauseMessage("fault");
    }

    @Test
    void shouldFailWhenNobodyTakesTheCommand() {
        assertThatThrownBy(() -> get(send())).isInstanceOf(Exception.class);
    }

    @Test
    void shouldFailWhenTheAnswerIsOfAnotherType() {
        sides.onCommand(SignOutDevice.class, command -> "text");
        assertThatThrownBy(() -> get(send())).hasCauseInstanceOf(ClassCastException.class);
    }

    @Test
    void shouldAskAQuery() throws Exception {
        sides.onQuery(
                FindProfiles.class,
                Profiles.class,
                query -> CompletableFuture.completedFuture(new Profiles(List.of())));
        assertThat(get(ask())).isEqualTo(new Profiles(List.of()));
    }

    @Test
    void shouldFailWithTheRefusalOfAQuery() {
        sides.onQuery(FindProfiles.class, Profiles.class, query -> {
            throw ScriptedSides.queryRefusal(RefusalCode.BEHIND);
        });
        assertRefused(RefusalCode.BEHIND);
        sides.onQuery(
                FindProfiles.class,
                Profiles.class,
                query -> CompletableFuture.failedFuture(ScriptedSides.queryRefusal(RefusalCode.NOT_FOUND)));
        assertRefused(RefusalCode.NOT_FOUND);
    }

    @Test
    void shouldFailWithTheFaultOfAQuery() {
        sides.onQuery(
                FindProfiles.class,
                Profiles.class,
                query -> CompletableFuture.failedFuture(new IllegalStateException("fault")));
        assertThatThrownBy(() -> get(ask())).hasRootCauseMessage("fault");
    }

    private void assertRefused(RefusalCode code) {
        assertThatThrownBy(() -> get(ask()))
                .cause()
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }

    private CompletionStage<AccountAnswer> send() {
        return commands.send(COMMAND, EventMetadata.of(ANA.uid(), PHONE), AccountAnswer.class);
    }

    private CompletionStage<Profiles> ask() {
        return queries.ask(QUERY, Profiles.class);
    }

    private static <A> A get(CompletionStage<A> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
