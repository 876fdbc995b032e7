package io.verbatim.command.presence;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Uid;
import io.verbatim.api.presence.CameOnline;
import io.verbatim.api.presence.CloseSession;
import io.verbatim.api.presence.EndSessions;
import io.verbatim.api.presence.OpenSession;
import io.verbatim.api.presence.PresenceAnswer;
import io.verbatim.api.presence.SessionClosed;
import io.verbatim.api.presence.SessionOpened;
import io.verbatim.api.presence.WentOffline;
import io.verbatim.command.repository.AggregateFixtures;
import io.verbatim.command.repository.AggregateRegistrar;
import java.time.Instant;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class PresenceTest {

    private static final Uid ANA = Uid.of("aaaaaaaaaaaaaaaa");
    private static final DeviceId PHONE = DeviceId.of("phone");
    private static final DeviceId LAPTOP = DeviceId.of("laptop");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final String G1 = "gateway-1";
    private static final String G2 = "gateway-2";

    private final FixtureConfiguration<Presence> presence = AggregateFixtures.of(
            Presence.class,
            AnnotatedAggregateMetaModelFactory.inspectAggregate(
                    Presence.class, AggregateRegistrar.parameters(Presence.class)),
            new PresenceFactory());

    @Test
    void shouldComeOnlineWithTheFirstSession() {
        presence.givenNoPriorActivity()
                .when(new OpenSession(ANA, PHONE, G1))
                .expectEvents(new SessionOpened(PHONE, G1), new CameOnline())
                .expectResultMessagePayload(new PresenceAnswer(2));
    }

    @Test
    void shouldRecordOnlyTheSessionOfAnotherDevice() {
        presence.given(new SessionOpened(PHONE, G1), new CameOnline())
                .when(new OpenSession(ANA, LAPTOP, G1))
                .expectEvents(new SessionOpened(LAPTOP, G1))
                .expectResultMessagePayload(new PresenceAnswer(3));
    }

    @Test
    void shouldRecordNothingWhenASessionIsOpenAlready() {
        presence.given(new SessionOpened(PHONE, G1), new CameOnline())
                .when(new OpenSession(ANA, PHONE, G1))
                .expectNoEvents()
                .expectResultMessagePayload(new PresenceAnswer(2));
    }

    @Test
    void shouldTellSessionsOfDifferentGatewaysApart() {
        presence.given(new SessionOpened(PHONE, G1), new CameOnline())
                .when(new OpenSession(ANA, PHONE, G2))
                .expectEvents(new SessionOpened(PHONE, G2));
    }

    @Test
    void shouldGoOfflineWithTheLastSession() {
        presence.given(new SessionOpened(PHONE, G1), new CameOnline())
                .when(new CloseSession(ANA, PHONE, G1, NOON))
                .expectEvents(new SessionClosed(PHONE, G1, NOON), new WentOffline(NOON))
                .expectResultMessagePayload(new PresenceAnswer(4));
    }

    @Test
    void shouldStayOnlineWhileAnotherDeviceHasASession() {
        presence.given(new SessionOpened(PHONE, G1), new CameOnline(), new SessionOpened(LAPTOP, G1))
                .when(new CloseSession(ANA, PHONE, G1, NOON))
                .expectEvents(new SessionClosed(PHONE, G1, NOON));
    }

    @Test
    void shouldHaveBeenActiveWhenAnyOfTheDevicesWas() {
        presence.given(
                        new SessionOpened(PHONE, G1),
                        new CameOnline(),
                        new SessionOpened(LAPTOP, G1),
                        new SessionClosed(PHONE, G1, LATER))
                .when(new CloseSession(ANA, LAPTOP, G1, NOON))
                .expectEvents(new SessionClosed(LAPTOP, G1, NOON), new WentOffline(LATER));
    }

    @Test
    void shouldRecordNothingWhenASessionIsClosedAlready() {
        presence.given(
                        new SessionOpened(PHONE, G1),
                        new CameOnline(),
                        new SessionClosed(PHONE, G1, NOON),
                        new WentOffline(NOON))
                .when(new CloseSession(ANA, PHONE, G1, LATER))
                .expectNoEvents()
                .expectResultMessagePayload(new PresenceAnswer(4));
    }

    @Test
    void shouldRecordNothingOfWhoWasNeverThere() {
        presence.setReportIllegalStateChange(false); // there is nothing to compare: it was never recorded
        presence.givenNoPriorActivity()
                .when(new CloseSession(ANA, PHONE, G1, NOON))
                .expectNoEvents()
                .expectResultMessagePayload(new PresenceAnswer(0));
    }

    @Test
    void shouldComeOnlineAgain() {
        presence.given(
                        new SessionOpened(PHONE, G1),
                        new CameOnline(),
                        new SessionClosed(PHONE, G1, NOON),
                        new WentOffline(NOON))
                .when(new OpenSession(ANA, PHONE, G1))
                .expectEvents(new SessionOpened(PHONE, G1), new CameOnline());
    }

    @Test
    void shouldEndAllSessionsOfALostGateway() {
        presence.given(new SessionOpened(PHONE, G1), new CameOnline(), new SessionOpened(LAPTOP, G1))
                .when(new EndSessions(ANA, G1, NOON))
                .expectEvents(
                        new SessionClosed(PHONE, G1, NOON), new SessionClosed(LAPTOP, G1, NOON), new WentOffline(NOON));
    }

    @Test
    void shouldStayOnlineWhenBackOnAnotherGateway() {
        presence.given(new SessionOpened(PHONE, G1), new CameOnline(), new SessionOpened(PHONE, G2))
                .when(new EndSessions(ANA, G1, NOON))
                .expectEvents(new SessionClosed(PHONE, G1, NOON));
    }

    @Test
    void shouldRecordNothingWhenNothingWasOnTheLostGateway() {
        presence.given(new SessionOpened(PHONE, G2), new CameOnline())
                .when(new EndSessions(ANA, G1, NOON))
                .expectNoEvents();
    }
}
