package io.verbatim.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EventMetadataTest {

    private static final Uid ANA = new Uid("0123456789abcdef");

    @Test
    void shouldBeReadBackFromItsStoredForm() {
        EventMetadata full = new EventMetadata("service", ANA.value(), "phone", "event-1", "trace-1");
        EventMetadata bare = EventMetadata.of(ANA, null);

        assertThat(EventMetadata.of(full.asMap())).isEqualTo(full);
        assertThat(EventMetadata.of(bare.asMap())).isEqualTo(bare);
    }

    @Test
    void shouldStoreAClosedListOfKeys() {
        assertThat(new EventMetadata("a", "b", "c", "d", "e").asMap())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("actor", "a", "onBehalfOf", "b", "device", "c", "cause", "d", "trace", "e"));
        assertThat(EventMetadata.of(ANA, null).asMap()).containsOnlyKeys("actor");
    }

    @Test
    void shouldDropKeysThatAreNotInTheList() {
        assertThat(EventMetadata.of(Map.of("actor", ANA.value(), "address", "192.0.2.1"))
                        .asMap())
                .containsOnlyKeys("actor");
    }
}
