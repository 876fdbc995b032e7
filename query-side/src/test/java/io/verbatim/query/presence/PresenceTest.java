package io.verbatim.query.presence;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AggregateKind;
import io.verbatim.api.AtLeast;
import io.verbatim.api.DeviceId;
import io.verbatim.api.Uid;
import io.verbatim.api.presence.CameOnline;
import io.verbatim.api.presence.FindGatewaySessions;
import io.verbatim.api.presence.FindPresences;
import io.verbatim.api.presence.FindPresences.Look;
import io.verbatim.api.presence.GatewaySessions;
import io.verbatim.api.presence.PresenceView;
import io.verbatim.api.presence.Presences;
import io.verbatim.api.presence.SessionClosed;
import io.verbatim.api.presence.SessionOpened;
import io.verbatim.api.presence.WentOffline;
import io.verbatim.query.documents.Documents;
import io.verbatim.query.projection.Progress;
import io.verbatim.query.projection.Views;
import io.verbatim.query.support.MemoryDocuments;
import io.verbatim.query.support.RunningViews;
import io.verbatim.query.support.TestLog;
import io.verbatim.testkit.History;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresenceTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final String G1 = "gateway-1";
    private static final String G2 = "gateway-2";
    private static final DeviceId PHONE = DeviceId.of("phone");
    private static final PresenceView ONLINE = new PresenceView(true, null);

    private final History history = new History()
            .registered(ANA.uid(), "Ana")
            .registered(BOB.uid(), "Bob")
            .registered(CARLA.uid(), "Carla")
            .at(NOON);

    @Test
    void shouldNotKnowWhoWasNeverThere() {
        assertThat(presence(BOB.uid())).isEqualTo(PresenceView.HIDDEN);
    }

    @Test
    void shouldBeOnlineWithASession() {
        history.cameOnline(BOB.uid(), "phone", G1);
        assertThat(presence(BOB.uid())).isEqualTo(ONLINE);
    }

    @Test
    void shouldBeLastSeenWhenLastActive() {
        history.cameOnline(BOB.uid(), "phone", G1).at(NOON.plusSeconds(60)).wentOffline(BOB.uid(), "phone", G1);
        assertThat(presence(BOB.uid())).isEqualTo(new PresenceView(false, NOON.plusSeconds(59)));
        history.cameOnline(BOB.uid(), "phone", G1);
        assertThat(presence(BOB.uid())).isEqualTo(ONLINE);
    }

    @Test
    void shouldTakeTheSessionsOfALostGatewayAsClosed() {
        history.cameOnline(BOB.uid(), "phone", G1).gatewayLost(G1, NOON.plusSeconds(20));
        assertThat(presence(BOB.uid())).isEqualTo(new PresenceView(false, NOON.plusSeconds(20)));
    }

    @Test
    void shouldHaveSeenAtLeastTheOpeningOfASession() {
        history.cameOnline(BOB.uid(), "phone", G1).gatewayLost(G1, NOON.minusSeconds(3));
        assertThat(presence(BOB.uid())).isEqualTo(new PresenceView(false, NOON));
    }

    @Test
    void shouldStayOnlineOnAnotherGateway() {
        history.cameOnline(BOB.uid(), "phone", G1);
        record(BOB.uid(), new SessionOpened(PHONE, G2));
        history.gatewayLost(G1, NOON.plusSeconds(20));
        assertThat(presence(BOB.uid())).isEqualTo(ONLINE);
        history.gatewayLost(G2, NOON.plusSeconds(30));
        assertThat(presence(BOB.uid())).isEqualTo(new PresenceView(false, NOON.plusSeconds(30)));
    }

    @Test
    void shouldFindWhoHasSessionsOnAGateway() {
        history.cameOnline(BOB.uid(), "phone", G1);
        record(BOB.uid(), new SessionOpened(DeviceId.of("laptop"), G1));
        history.cameOnline(CARLA.uid(), "phone", G2)
                .cameOnline(ANA.uid(), "phone", G1)
                .wentOffline(ANA.uid(), "phone", G1);
        try (RunningViews views = RunningViews.of(history.events()).settled()) {
            assertThat(views.ask(new FindGatewaySessions(G1, 10, AtLeast.ANYTHING), GatewaySessions.class)
                            .people())
                    .containsExactly(new GatewaySessions.Person(BOB.uid(), NOON.plusSeconds(2)));
            assertThat(views.ask(new FindGatewaySessions("gateway-", 10, AtLeast.ANYTHING), GatewaySessions.class)
                            .people())
                    .as("no prefix of a gateway's name is one")
                    .isEmpty();
        }
    }

    @Test
    void shouldShowNothingToWhoMayNotSee() {
        history.cameOnline(BOB.uid(), "phone", G1);
        TestLog log = new TestLog();
        log.append(history.events());
        Documents documents = new MemoryDocuments();
        try (RunningViews views = RunningViews.start(log, documents).settled()) {
            PresenceQueryHandler underTest = new PresenceQueryHandler(
                    new Views(documents, 10), new Progress(), (viewer, person) -> viewer.equals(ANA.uid()));
            assertThat(underTest
                            .handle(new FindPresences(
                                    List.of(
                                            new Look(ANA.uid(), BOB.uid()),
                                            new Look(CARLA.uid(), BOB.uid()),
                                            new Look(BOB.uid(), BOB.uid())),
                                    AtLeast.ANYTHING))
                            .presences())
                    .containsExactly(ONLINE, PresenceView.HIDDEN, ONLINE);
        }
    }

    @Test
    void shouldAnswerInTheOrderAskedWithItsPosition() {
        history.cameOnline(BOB.uid(), "phone", G1);
        record(CARLA.uid(), new SessionOpened(PHONE, G1));
        record(CARLA.uid(), new CameOnline());
        record(CARLA.uid(), new SessionClosed(PHONE, G1, NOON));
        record(CARLA.uid(), new WentOffline(NOON));
        try (RunningViews views = RunningViews.of(history.events())) {
            Presences answer = views.ask(
                    new FindPresences(
                            List.of(new Look(ANA.uid(), CARLA.uid()), new Look(ANA.uid(), BOB.uid())),
                            AtLeast.position(history.last().position())),
                    Presences.class);
            assertThat(answer)
                    .isEqualTo(
                            new Presences(history.last().position(), List.of(new PresenceView(false, NOON), ONLINE)));
        }
    }

    private void record(Uid person, io.verbatim.api.Event event) {
        history.add(AggregateKind.PRESENCE.idOf(person.value()), person, event);
    }

    private PresenceView presence(Uid person) {
        try (RunningViews views = RunningViews.of(history.events()).settled()) {
            return views.ask(new FindPresences(List.of(new Look(ANA.uid(), person)), AtLeast.ANYTHING), Presences.class)
                    .presences()
                    .getFirst();
        }
    }
}
