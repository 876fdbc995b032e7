package io.verbatim.query.profile;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.account.AccountRegistered;
import io.verbatim.api.account.FindProfiles;
import io.verbatim.api.account.ProfileView;
import io.verbatim.api.account.Profiles;
import io.verbatim.query.support.RunningViews;
import io.verbatim.testkit.History;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileTest {

    @Test
    void shouldShowThoseWhoHaveAnAccount() {
        History history = new History()
                .registered(ANA.uid(), "Ana")
                .registered(BOB.uid(), "Bob")
                .signedIn(ANA.uid(), "phone");
        try (RunningViews views = RunningViews.of(history.events())) {
            List<ProfileView> found = views.ask(
                            new FindProfiles(
                                    List.of(BOB.uid(), STRANGER.uid(), ANA.uid(), BOB.uid()), AtLeast.ANYTHING),
                            Profiles.class)
                    .profiles();
            assertThat(found).extracting(ProfileView::uid).containsExactly(BOB.uid(), ANA.uid());
            AccountRegistered anas =
                    (AccountRegistered) history.events().getFirst().event();
            assertThat(found.getLast())
                    .isEqualTo(new ProfileView(
                            ANA.uid(),
                            1,
                            anas.displayName(),
                            history.events().getFirst().at()));
        }
    }
}
