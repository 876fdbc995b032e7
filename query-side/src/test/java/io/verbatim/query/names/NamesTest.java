package io.verbatim.query.names;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static io.verbatim.testkit.People.DAVID;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.account.PeoplePage;
import io.verbatim.api.account.SearchPeople;
import io.verbatim.query.support.RunningViews;
import io.verbatim.testkit.History;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {

    private final History history = new History()
            .registered(ANA.uid(), "Änne Müller")
            .registered(BOB.uid(), "Annabel")
            .registered(CARLA.uid(), "Carla")
            .registered(DAVID.uid(), "ana maria");

    @Test
    void shouldFindByTheBeginningOfIdOrName() {
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(found(views, "AN")).containsExactly(ANA.uid(), DAVID.uid(), BOB.uid());
            assertThat(found(views, "a\u0308NN")).containsExactly(ANA.uid());
            assertThat(found(views, "carl")).containsExactly(CARLA.uid());
            assertThat(found(views, "müller")).isEmpty();
        }
    }

    @Test
    void shouldPageThroughWhatItFinds() {
        try (RunningViews views = RunningViews.of(history.events())) {
            List<Uid> all = new ArrayList<>();
            String next = null;
            do {
                PeoplePage page = views.ask(
                        new SearchPeople(CARLA.uid(), "an", false, 1, next, AtLeast.ANYTHING), PeoplePage.class);
                all.addAll(page.people());
                next = page.next();
            } while (next != null);

            assertThat(all).containsExactly(ANA.uid(), DAVID.uid(), BOB.uid());
            assertThat(views.refusal(
                                    new SearchPeople(CARLA.uid(), "an", false, 1, "zz", AtLeast.ANYTHING),
                                    PeoplePage.class)
                            .code())
                    .isEqualTo(RefusalCode.INVALID);
        }
    }

    @Test
    void shouldFindByTheNewNameAlone() {
        history.renamed(BOB.uid(), "Robert");
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(found(views, "anna")).isEmpty();
            assertThat(found(views, "rob")).containsExactly(BOB.uid());
        }
    }

    @Test
    void shouldFindContactsAloneWhenAskedTo() {
        history.opened(CARLA.uid(), BOB.uid())
                .sent(CARLA.uid(), BOB.uid(), "Hello")
                .opened(ANA.uid(), CARLA.uid())
                .sent(ANA.uid(), CARLA.uid(), "Hello");
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(views.ask(
                                    new SearchPeople(CARLA.uid(), "an", true, 10, null, AtLeast.ANYTHING),
                                    PeoplePage.class)
                            .people())
                    .containsExactly(BOB.uid());
        }
    }

    @Test
    void shouldHoldNothingOfWhoIsDeleted() {
        history.deleted(BOB.uid());
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(found(views, "anna")).isEmpty();
            assertThat(found(views, "bob")).isEmpty();
            assertThat(views.settled().stored())
                    .filteredOn(stored ->
                            stored.key().startsWith("ni/") || stored.key().startsWith("nm/"))
                    .noneMatch(stored -> stored.key().endsWith(BOB.uid().value())
                            && stored.key().startsWith("ni/"))
                    .noneMatch(stored -> new String(stored.value(), UTF_8).contains("annabel"));
        }
    }

    private static List<Uid> found(RunningViews views, String beginning) {
        return views.ask(new SearchPeople(CARLA.uid(), beginning, false, 10, null, AtLeast.ANYTHING), PeoplePage.class)
                .people();
    }
}
