package io.verbatim.command.account;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountAnswer;
import io.verbatim.api.account.AccountRegistered;
import io.verbatim.api.account.ConfirmDevice;
import io.verbatim.api.account.DeviceSignedIn;
import io.verbatim.api.account.DeviceSignedOut;
import io.verbatim.api.account.RegisterAccount;
import io.verbatim.api.account.SignInDevice;
import io.verbatim.api.account.SignOutDevice;
import io.verbatim.api.vault.Sealed;
import io.verbatim.command.RefusedCommand;
import io.verbatim.command.repository.AggregateFixtures;
import io.verbatim.command.repository.AggregateRegistrar;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class AccountTest {

    private static final Uid ANA = Uid.of("aaaaaaaaaaaaaaaa");
    private static final Sealed NAME = new Sealed("key", new byte[12], new byte[] {1});
    private static final DeviceId PHONE = DeviceId.of("phone");
    private static final AccountRegistered REGISTERED = new AccountRegistered("c1", NAME);

    @Test
    void shouldRegister() {
        fixture()
                .givenNoPriorActivity()
                .when(new RegisterAccount(ANA, "c1", NAME))
                .expectEvents(REGISTERED)
                .expectResultMessagePayload(new AccountAnswer(1));
    }

    @Test
    void shouldRefuseASecondRegistration() {
        fixture()
                .given(REGISTERED)
                .when(new RegisterAccount(ANA, "c2", NAME))
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(Refusal.of(RefusalCode.USER_EXISTS, "userId: taken (expected: a free one)"));
    }

    @Test
    void shouldAnswerARepeatedRegistrationAlike() {
        fixture()
                .given(REGISTERED)
                .when(new RegisterAccount(ANA, "c1", NAME))
                .expectNoEvents()
                .expectResultMessagePayload(new AccountAnswer(1));
    }

    @Test
    void shouldSignADeviceInAgain() {
        fixture()
                .given(REGISTERED, new DeviceSignedIn(PHONE, NAME))
                .when(new SignInDevice(ANA, "c1", PHONE, NAME))
                .expectEvents(new DeviceSignedIn(PHONE, NAME))
                .expectResultMessagePayload(new AccountAnswer(3));
    }

    @Test
    void shouldRefuseACredentialThatDoesNotHold() {
        fixture()
                .given(REGISTERED)
                .when(new SignInDevice(ANA, "c2", PHONE, null))
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(Refusal.of(RefusalCode.BAD_CREDENTIALS, "userId or password: wrong"));
    }

    @Test
    void shouldRefuseToSignInWhoIsNotRegistered() {
        var fixture = fixture();
        fixture.setReportIllegalStateChange(false); // there is nothing to compare: it was never recorded
        fixture.givenNoPriorActivity()
                .when(new SignInDevice(ANA, "c1", PHONE, null))
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(Refusal.of(RefusalCode.BAD_CREDENTIALS, "userId or password: wrong"));
    }

    @Test
    void shouldRefuseOneDeviceTooMany() {
        fixture()
                .given(fiftyDevices())
                .when(new SignInDevice(ANA, "c1", PHONE, null))
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(
                        new Refusal(RefusalCode.LIMIT_REACHED, "devices: 50 (expected: fewer than 50)", "device"));
    }

    @Test
    void shouldSignInAnyOfFiftyDevicesAgain() {
        fixture()
                .given(fiftyDevices())
                .when(new SignInDevice(ANA, "c1", DeviceId.of("d7"), null))
                .expectEvents(new DeviceSignedIn(DeviceId.of("d7"), null));
    }

    @Test
    void shouldSignOut() {
        fixture()
                .given(REGISTERED, new DeviceSignedIn(PHONE, null))
                .when(new SignOutDevice(ANA, PHONE))
                .expectEvents(new DeviceSignedOut(PHONE))
                .expectResultMessagePayload(new AccountAnswer(3));
    }

    @Test
    void shouldRecordNothingWhenSignedOutAlready() {
        fixture()
                .given(REGISTERED, new DeviceSignedIn(PHONE, null), new DeviceSignedOut(PHONE))
                .when(new SignOutDevice(ANA, PHONE))
                .expectNoEvents()
                .expectResultMessagePayload(new AccountAnswer(3));
    }

    @Test
    void shouldConfirmADeviceThatIsSignedIn() {
        fixture()
                .given(REGISTERED, new DeviceSignedIn(PHONE, null))
                .when(new ConfirmDevice(ANA, PHONE))
                .expectNoEvents()
                .expectResultMessagePayload(new AccountAnswer(2));
    }

    @Test
    void shouldRefuseToConfirmADeviceThatIsSignedOut() {
        fixture()
                .given(REGISTERED, new DeviceSignedIn(PHONE, null), new DeviceSignedOut(PHONE))
                .when(new ConfirmDevice(ANA, PHONE))
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(Refusal.of(RefusalCode.SIGNED_OUT, "device: signed out (expected: signed in)"));
    }

    private static List<Object> fiftyDevices() {
        List<Object> events = new ArrayList<>(List.of(REGISTERED));
        IntStream.range(0, Account.DEVICES).forEach(n -> events.add(new DeviceSignedIn(DeviceId.of("d" + n), null)));
        return events;
    }

    private static FixtureConfiguration<Account> fixture() {
        return AggregateFixtures.of(
                Account.class,
                AnnotatedAggregateMetaModelFactory.inspectAggregate(
                        Account.class, AggregateRegistrar.parameters(Account.class)),
                new AccountFactory());
    }
}
