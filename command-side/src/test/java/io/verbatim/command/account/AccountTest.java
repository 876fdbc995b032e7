package io.verbatim.command.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountAnswer;
import io.verbatim.api.account.AccountDeleted;
import io.verbatim.api.account.AccountRegistered;
import io.verbatim.api.account.AdmitDevice;
import io.verbatim.api.account.AskBlock;
import io.verbatim.api.account.BlockPerson;
import io.verbatim.api.account.BlockState;
import io.verbatim.api.account.ChangePassword;
import io.verbatim.api.account.ConfirmCredential;
import io.verbatim.api.account.ConfirmDevice;
import io.verbatim.api.account.DeleteAccount;
import io.verbatim.api.account.DeviceSignedIn;
import io.verbatim.api.account.DeviceSignedOut;
import io.verbatim.api.account.DisplayNameChanged;
import io.verbatim.api.account.LastSeenVisibility;
import io.verbatim.api.account.LastSeenVisibilityChanged;
import io.verbatim.api.account.PasswordChanged;
import io.verbatim.api.account.PersonBlocked;
import io.verbatim.api.account.PersonUnblocked;
import io.verbatim.api.account.RegisterAccount;
import io.verbatim.api.account.SignInDevice;
import io.verbatim.api.account.SignOutDevice;
import io.verbatim.api.account.UnblockPerson;
import io.verbatim.api.account.UpdateProfile;
import io.verbatim.api.vault.Sealed;
import io.verbatim.command.RefusedCommand;
import io.verbatim.command.repository.AggregateFixtures;
import io.verbatim.command.repository.AggregateRegistrar;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AccountTest {

    private static final Uid ANA = Uid.of("aaaaaaaaaaaaaaaa");
    private static final Sealed NAME = new Sealed("key", new byte[12], new byte[] {1});
    private static final Uid BOB = Uid.of("bbbbbbbbbbbbbbbb");
    private static final Refusal WRONG = Refusal.of(RefusalCode.BAD_CREDENTIALS, "userId or password: wrong");
    private static final DeviceId LAPTOP = DeviceId.of("laptop");
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
    void shouldChangeWhatIsNamedAlone() {
        fixture()
                .given(REGISTERED)
                .when(new UpdateProfile(ANA, NAME, null))
                .expectEvents(new DisplayNameChanged(NAME))
                .expectResultMessagePayload(new AccountAnswer(2));
        fixture()
                .given(REGISTERED)
                .when(new UpdateProfile(ANA, null, LastSeenVisibility.NOBODY))
                .expectEvents(new LastSeenVisibilityChanged(LastSeenVisibility.NOBODY));
    }

    @Test
    void shouldRecordNothingWhenTheVisibilityIsTheSame() {
        fixture()
                .given(REGISTERED)
                .when(new UpdateProfile(ANA, null, LastSeenVisibility.EVERYONE))
                .expectNoEvents()
                .expectResultMessagePayload(new AccountAnswer(1));
    }

    @Test
    void shouldRefuseToChangeAnAccountThatIsNotThere() {
        var fixture = fixture();
        fixture.setReportIllegalStateChange(false); // there is nothing to compare: it was never recorded
        fixture.givenNoPriorActivity()
                .when(new UpdateProfile(ANA, NAME, null))
                .expectNoEvents()
                .expectExceptionDetails(Refusal.of(RefusalCode.NOT_FOUND, "account: not there"));
    }

    @Test
    void shouldSignEveryOtherDeviceOutWithThePassword() {
        fixture()
                .given(
                        REGISTERED,
                        new DeviceSignedIn(LAPTOP, null),
                        new DeviceSignedIn(PHONE, null),
                        new DeviceSignedIn(DeviceId.of("tablet"), null))
                .when(new ChangePassword(ANA, "c1", "c2", PHONE))
                .expectEvents(
                        new PasswordChanged("c2"),
                        new DeviceSignedOut(LAPTOP),
                        new DeviceSignedOut(DeviceId.of("tablet")));
    }

    @Test
    void shouldRecordNothingWhenThePasswordIsChangedAgain() {
        fixture()
                .given(REGISTERED, new PasswordChanged("c2"), new DeviceSignedIn(PHONE, null))
                .when(new ChangePassword(ANA, "c1", "c2", PHONE))
                .expectNoEvents()
                .expectResultMessagePayload(new AccountAnswer(3));
    }

    @Test
    void shouldRefuseToChangeAPasswordThatNoLongerHolds() {
        fixture()
                .given(REGISTERED, new PasswordChanged("c2"))
                .when(new ChangePassword(ANA, "c1", "c3", PHONE))
                .expectNoEvents()
                .expectExceptionDetails(WRONG);
    }

    @Test
    void shouldTakeTheNewPasswordAlone() {
        fixture()
                .given(REGISTERED, new PasswordChanged("c2"))
                .when(new SignInDevice(ANA, "c1", PHONE, null))
                .expectNoEvents()
                .expectExceptionDetails(WRONG);
        fixture()
                .given(REGISTERED, new PasswordChanged("c2"))
                .when(new SignInDevice(ANA, "c2", PHONE, null))
                .expectEvents(new DeviceSignedIn(PHONE, null));
    }

    @Test
    void shouldConfirmTheCredentialThatHolds() {
        fixture()
                .given(REGISTERED)
                .when(new ConfirmCredential(ANA, "c1"))
                .expectNoEvents()
                .expectResultMessagePayload(new AccountAnswer(1));
        fixture()
                .given(REGISTERED)
                .when(new ConfirmCredential(ANA, "c2"))
                .expectNoEvents()
                .expectExceptionDetails(WRONG);
    }

    @Test
    void shouldBlockOnce() {
        fixture()
                .given(REGISTERED)
                .when(new BlockPerson(ANA, BOB))
                .expectEvents(new PersonBlocked(BOB))
                .expectResultMessagePayload(new AccountAnswer(2));
        fixture()
                .given(REGISTERED, new PersonBlocked(BOB))
                .when(new BlockPerson(ANA, BOB))
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

    @Test
    void shouldUnblockWhoIsBlocked() {
        fixture()
                .given(REGISTERED, new PersonBlocked(BOB))
                .when(new UnblockPerson(ANA, BOB))
                .expectEvents(new PersonUnblocked(BOB));
        fixture().given(REGISTERED).when(new UnblockPerson(ANA, BOB)).expectNoEvents();
    }

    @Test
    void shouldTellWhetherItBlocks() {
        fixture()
                .given(REGISTERED, new PersonBlocked(BOB))
                .when(new AskBlock(ANA, BOB))
                .expectNoEvents()
                .expectResultMessagePayload(new BlockState(true));
        fixture()
                .given(REGISTERED, new PersonBlocked(BOB), new PersonUnblocked(BOB))
                .when(new AskBlock(ANA, BOB))
                .expectNoEvents()
                .expectResultMessagePayload(new BlockState(false));
    }

    @Test
    void shouldNotBlockOneself() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockPerson(ANA, ANA));
    }

    @Test
    void shouldRefuseOneBlockTooMany() {
        List<Object> events = new ArrayList<>(List.of(REGISTERED));
        IntStream.range(0, Account.BLOCKS).forEach(n -> events.add(new PersonBlocked(Uid.of("%016d".formatted(n)))));
        fixture()
                .given(events)
                .when(new BlockPerson(ANA, BOB))
                .expectNoEvents()
                .expectExceptionDetails(
                        new Refusal(RefusalCode.LIMIT_REACHED, "blocks: 5000 (expected: fewer than 5000)", null));
    }

    @Test
    void shouldDeleteOnce() {
        fixture().given(REGISTERED).when(new DeleteAccount(ANA)).expectEvents(new AccountDeleted());
        fixture()
                .given(REGISTERED, new AccountDeleted())
                .when(new DeleteAccount(ANA))
                .expectNoEvents()
                .expectResultMessagePayload(new AccountAnswer(2));
    }

    @Test
    void shouldGiveTheUserIdOfADeletedAccountToNobody() {
        fixture()
                .given(REGISTERED, new AccountDeleted())
                .when(new RegisterAccount(ANA, "c1", NAME))
                .expectNoEvents()
                .expectExceptionDetails(Refusal.of(RefusalCode.USER_EXISTS, "userId: taken (expected: a free one)"));
    }

    @ParameterizedTest
    @MethodSource("ofTheLiving")
    void shouldRefuseWhatOnlyTheLivingDo(Object command, Refusal refusal) {
        fixture()
                .given(REGISTERED, new AccountDeleted())
                .when(command)
                .expectNoEvents()
                .expectExceptionDetails(refusal);
    }

    static Stream<Arguments> ofTheLiving() {
        Refusal deleted = Refusal.of(RefusalCode.SIGNED_OUT, "account: deleted");
        return Stream.of(
                Arguments.of(new SignInDevice(ANA, "c1", PHONE, null), WRONG),
                Arguments.of(new AdmitDevice(ANA, PHONE, NAME), deleted),
                Arguments.of(new UpdateProfile(ANA, NAME, null), deleted),
                Arguments.of(new ConfirmCredential(ANA, "c1"), deleted),
                Arguments.of(new ChangePassword(ANA, "c1", "c2", PHONE), deleted),
                Arguments.of(new BlockPerson(ANA, BOB), deleted),
                Arguments.of(new UnblockPerson(ANA, BOB), deleted));
    }

    @Test
    void shouldAdmitADeviceAndMakeTheAccountForIt() {
        fixture()
                .givenNoPriorActivity()
                .when(new AdmitDevice(ANA, PHONE, NAME))
                .expectEvents(new AccountRegistered(Account.VOUCHED_FOR, NAME), new DeviceSignedIn(PHONE, null))
                .expectResultMessagePayload(new AccountAnswer(2));
    }

    @Test
    void shouldRecordNothingWhenADeviceIsAdmittedAgain() {
        fixture()
                .given(REGISTERED, new DeviceSignedIn(PHONE, NAME))
                .when(new AdmitDevice(ANA, PHONE, NAME))
                .expectNoEvents()
                .expectResultMessagePayload(new AccountAnswer(2));
    }

    @Test
    void shouldBeTheSameFromItsSnapshot() {
        Account account = new Account(ANA.value());
        account.on(REGISTERED);
        account.on(new DeviceSignedIn(PHONE, null));
        account.on(new PersonBlocked(BOB));
        account.on(new LastSeenVisibilityChanged(LastSeenVisibility.CONTACTS));
        assertThat(new Account((AccountSnapshot) account.snapshot()).snapshot()).isEqualTo(account.snapshot());
        account.on(new AccountDeleted());
        assertThat(new Account((AccountSnapshot) account.snapshot()).snapshot()).isEqualTo(account.snapshot());
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
