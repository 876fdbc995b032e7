package io.verbatim.query.live;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.live.CarriedBatch;
import io.verbatim.api.live.ChangeInterest;
import io.verbatim.api.live.InterestChanged;
import io.verbatim.api.live.LiveBatch;
import io.verbatim.api.live.LiveItem;
import io.verbatim.api.live.PassTyping;
import io.verbatim.api.live.Place;
import io.verbatim.api.live.RouterName;
import io.verbatim.api.live.RouterUpdate;
import io.verbatim.api.live.TypingSignal;
import io.verbatim.api.live.WatchLiveFeed;
import io.verbatim.api.record.EventPayloads;
import io.verbatim.query.support.RandomHistory;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;

/// What routers and gateways say to each other survives the way between processes, in a form that stays.
class CarriedMessagesTest {

    private static final RouterName ROUTER = new RouterName("router-1");
    private static final TypingSignal TYPING =
            new TypingSignal(Histories.ANA_AND_BOB, ANA.uid(), true, List.of(BOB.uid()));

    private final Serializer serializer = Jackson3Serializer.builder().build();
    private final EventPayloads payloads = new EventPayloads();

    @Test
    void shouldCarryEveryEventWithItsMetadataAndAudience() {
        List<RecordedEvent> events = RandomHistory.of(3, 10, 2_000);
        LiveBatch batch = new LiveBatch(
                2,
                7,
                9_000,
                events.stream()
                        .map(event -> new LiveItem(event, List.of(ANA.uid(), BOB.uid())))
                        .toList());
        RouterUpdate carried = new RouterUpdate(ROUTER, 3, CarriedBatch.of(batch, new CarriedEvents()::of), null);

        assertThat(copy(carried).batch().batch(payloads)).isEqualTo(batch);
    }

    @Test
    void shouldCarryEverythingElse() {
        List.of(
                        new WatchLiveFeed("gateway-1"),
                        ROUTER,
                        RouterUpdate.beat(ROUTER),
                        new RouterUpdate(ROUTER, 1, null, TYPING),
                        new PassTyping(TYPING),
                        new ChangeInterest("gateway-1", 4, true, List.of(ANA.uid()), List.of(), List.of(), List.of()),
                        new InterestChanged(true, List.of(new Place(1, 9)), List.of(BOB.uid())))
                .forEach(message -> assertThat(copy(message)).isEqualTo(message));
    }

    /// Processes of different versions understand each other: a change is one to both forms.
    @Test
    void shouldKeepItsForm() throws IOException {
        RecordedEvent sent = new History()
                .sent(ANA.uid(), BOB.uid(), "fb76d6a8-f9d9-482f-89eb-dc9db5187aec", "Hello")
                .last();
        LiveBatch batch = new LiveBatch(0, 0, 1, List.of(new LiveItem(sent, List.of(BOB.uid()))));
        RouterUpdate update = new RouterUpdate(ROUTER, 1, CarriedBatch.of(batch, new CarriedEvents()::of), TYPING);

        try (InputStream golden = getClass().getResourceAsStream("/live/router-update.json")) {
            assertThat(new String(serializer.serialize(update, byte[].class).getData(), StandardCharsets.UTF_8))
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }

    @SuppressWarnings("unchecked")
    private <T> T copy(T message) {
        return (T) serializer.deserialize(serializer.serialize(message, byte[].class));
    }
}
