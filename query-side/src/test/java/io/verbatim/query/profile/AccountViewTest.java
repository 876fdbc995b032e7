package io.verbatim.query.profile;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static io.verbatim.testkit.People.DAVID;
import static io.verbatim.testkit.People.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.DeviceId;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.account.AccountView;
import io.verbatim.api.account.DeviceSignedIn;
import io.verbatim.api.account.FindAccount;
import io.verbatim.api.account.FindBlocks;
import io.verbatim.api.account.FindDirectPartners;
import io.verbatim.api.account.FindProfiles;
import io.verbatim.api.account.FindRelations;
import io.verbatim.api.account.LastSeenVisibility;
import io.verbatim.api.account.PeoplePage;
import io.verbatim.api.account.ProfileView;
import io.verbatim.api.account.Profiles;
import io.verbatim.api.account.Relations;
import io.verbatim.api.account.Relations.Relation;
import io.verbatim.query.support.RunningViews;
import io.verbatim.testkit.History;
import io.verbatim.testkit.TransparentKeys;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountViewTest {

    private final History history = new History()
            .registered(ANA.uid(), "Ana")
            .registered(BOB.uid(), "Bob")
            .registered(CARLA.uid(), "Carla");

    @Test
    void shouldShowOnesDevicesSinceTheirFirstSignIn() {
        history.signedIn(ANA.uid(), "phone")
                .signedIn(ANA.uid(), "laptop")
                .signedIn(ANA.uid(), "phone")
                .signedIn(ANA.uid(), "tablet")
                .signedOut(ANA.uid(), "tablet");
        try (RunningViews views = RunningViews.of(history.events())) {
            AccountView account = views.ask(new FindAccount(ANA.uid(), AtLeast.ANYTHING), AccountView.class);

            assertThat(account.version()).isEqualTo(6);
            assertThat(account.visibility()).isEqualTo(LastSeenVisibility.EVERYONE);
            assertThat(account.devices())
                    .extracting(device -> device.device().value())
                    .containsExactly("phone", "laptop");
            assertThat(account.devices().getFirst().createdAt())
                    .isEqualTo(history.events().get(3).at());
        }
    }

    @Test
    void shouldKnowNothingOfAStranger() {
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(views.refusal(new FindAccount(STRANGER.uid(), AtLeast.ANYTHING), AccountView.class)
                            .code())
                    .isEqualTo(RefusalCode.NOT_FOUND);
        }
    }

    @Test
    void shouldKeepTheNameOfADeviceThatSignsInAgainWithoutOne() {
        history.add(
                ANA.uid().accountId(),
                ANA.uid(),
                new DeviceSignedIn(DeviceId.of("phone"), TransparentKeys.profile(ANA.uid(), "Old one")));
        history.signedIn(ANA.uid(), "phone");
        try (RunningViews views = RunningViews.of(history.events())) {
            AccountView account = views.ask(new FindAccount(ANA.uid(), AtLeast.ANYTHING), AccountView.class);

            assertThat(account.devices())
                    .singleElement()
                    .satisfies(device ->
                            assertThat(device.name()).isEqualTo(TransparentKeys.profile(ANA.uid(), "Old one")));
        }
    }

    @Test
    void shouldCountTheVersionsOfTheProfileAlone() {
        history.signedIn(ANA.uid(), "phone").renamed(ANA.uid(), "Anna").visibleTo(ANA.uid(), LastSeenVisibility.NOBODY);
        try (RunningViews views = RunningViews.of(history.events())) {
            AccountView account = views.ask(new FindAccount(ANA.uid(), AtLeast.ANYTHING), AccountView.class);

            assertThat(account.version()).isEqualTo(4);
            assertThat(account.visibility()).isEqualTo(LastSeenVisibility.NOBODY);
            assertThat(account.profile().version()).isEqualTo(2);
            assertThat(account.profile().displayName()).isEqualTo(TransparentKeys.profile(ANA.uid(), "Anna"));
        }
    }

    @Test
    void shouldShowNothingButTheUserIdOfWhoIsDeleted() {
        history.signedIn(ANA.uid(), "phone").deleted(ANA.uid());
        try (RunningViews views = RunningViews.of(history.events())) {
            ProfileView profile = views.ask(new FindProfiles(List.of(ANA.uid()), AtLeast.ANYTHING), Profiles.class)
                    .profiles()
                    .getFirst();

            assertThat(profile.deleted()).isTrue();
            assertThat(profile.displayName()).isNull();
            assertThat(profile.version()).isEqualTo(2);
            assertThat(views.ask(new FindAccount(ANA.uid(), AtLeast.ANYTHING), AccountView.class)
                            .devices())
                    .isEmpty();
        }
    }

    @Test
    void shouldListThoseWhoAreBlockedInPages() {
        history.blocked(ANA.uid(), BOB.uid())
                .blocked(ANA.uid(), CARLA.uid())
                .blocked(ANA.uid(), DAVID.uid())
                .unblocked(ANA.uid(), CARLA.uid())
                .blocked(BOB.uid(), CARLA.uid());
        try (RunningViews views = RunningViews.of(history.events())) {
            PeoplePage first = views.ask(new FindBlocks(ANA.uid(), 1, null, AtLeast.ANYTHING), PeoplePage.class);
            PeoplePage second =
                    views.ask(new FindBlocks(ANA.uid(), 1, first.next(), AtLeast.ANYTHING), PeoplePage.class);

            assertThat(first.people()).containsExactly(BOB.uid());
            assertThat(second.people()).containsExactly(DAVID.uid());
            assertThat(second.next()).isNull();
            assertThat(views.refusal(new FindBlocks(ANA.uid(), 1, "../x", AtLeast.ANYTHING), PeoplePage.class)
                            .code())
                    .isEqualTo(RefusalCode.INVALID);
        }
    }

    @Test
    void shouldTellContactsByWhoHasWritten() {
        history.opened(ANA.uid(), BOB.uid()).sent(ANA.uid(), BOB.uid(), "Hello").opened(CARLA.uid(), BOB.uid());
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(relations(views)).extracting(Relation::contact).containsExactly(true, false);
        }
    }

    @Test
    void shouldTellOfABlockWhicheverSideItIsOn() {
        history.blocked(ANA.uid(), BOB.uid()).blocked(BOB.uid(), CARLA.uid());
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(relations(views)).extracting(Relation::blocked).containsExactly(true, true);
        }
        history.unblocked(ANA.uid(), BOB.uid());
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(relations(views)).extracting(Relation::blocked).containsExactly(false, true);
        }
    }

    @Test
    void shouldLeaveOutWhoIsDeletedAndWhoIsNot() {
        history.deleted(ANA.uid());
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(relations(views)).extracting(Relation::person).containsExactly(CARLA.uid());
            assertThat(views.ask(
                                    new FindRelations(BOB.uid(), List.of(STRANGER.uid()), AtLeast.ANYTHING),
                                    Relations.class)
                            .relations())
                    .isEmpty();
        }
    }

    @Test
    void shouldKnowPartnersWhoeverHasOpened() {
        history.blocked(CARLA.uid(), ANA.uid()).opened(ANA.uid(), BOB.uid()).opened(DAVID.uid(), ANA.uid());
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(views.ask(new FindDirectPartners(ANA.uid(), 10, null, AtLeast.ANYTHING), PeoplePage.class)
                            .people())
                    .containsExactly(BOB.uid(), DAVID.uid());
            assertThat(views.ask(new FindDirectPartners(BOB.uid(), 10, null, AtLeast.ANYTHING), PeoplePage.class)
                            .people())
                    .containsExactly(ANA.uid());
        }
    }

    /// How Ana and Carla stand to Bob.
    private static List<Relation> relations(RunningViews views) {
        return views.ask(
                        new FindRelations(BOB.uid(), List.of(ANA.uid(), CARLA.uid()), AtLeast.ANYTHING),
                        Relations.class)
                .relations();
    }
}
