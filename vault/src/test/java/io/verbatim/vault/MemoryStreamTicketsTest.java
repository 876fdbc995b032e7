package io.verbatim.vault;

import static io.verbatim.testkit.People.ANA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.api.DeviceId;
import io.verbatim.api.vault.StreamTickets;
import io.verbatim.api.vault.VaultBusyException;
import io.verbatim.testkit.TestClock;
import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MemoryStreamTicketsTest {

    private static final StreamTickets.Holder HOLDER =
            new StreamTickets.Holder(ANA.uid(), DeviceId.of("phone"), "family", TestClock.START.plusSeconds(900));

    private final TestClock clock = new TestClock();
    private final StreamTickets underTest =
            new MemoryStreamTickets(clock, new RandomValues(), Duration.ofSeconds(30), 1_000);

    @Test
    void shouldGiveItsHolderOnce() {
        String ticket = underTest.issue(HOLDER);

        assertThat(underTest.redeem(ticket)).isEqualTo(HOLDER);
        assertThat(underTest.redeem(ticket)).isNull();
    }

    @Test
    void shouldNotKnowWhatItNeverGave() {
        assertThat(underTest.redeem("")).isNull();
        assertThat(underTest.redeem("A".repeat(43))).isNull();
    }

    @Test
    void shouldBeOverAfterItsLifetime() {
        String used = underTest.issue(HOLDER);
        String late = underTest.issue(HOLDER);
        clock.advance(underTest.lifetime().minusMillis(1));
        assertThat(underTest.redeem(used)).isEqualTo(HOLDER);
        clock.advance(Duration.ofMillis(1));
        assertThat(underTest.redeem(late)).isNull();
    }

    @Test
    void shouldGiveItsHolderToOneOfAHundredThreads() throws Exception {
        CyclicBarrier together = new CyclicBarrier(100);
        try (var threads = Executors.newFixedThreadPool(100)) {
            for (int round = 0; round < 20; round++) {
                String ticket = underTest.issue(HOLDER);
                Callable<Boolean> redemption = () -> {
                    together.await();
                    return underTest.redeem(ticket) != null;
                };
                assertThat(threads.invokeAll(Collections.nCopies(100, redemption)).stream()
                                .filter(Future::resultNow))
                        .hasSize(1);
            }
        }
    }

    @Test
    void shouldBeBusyWhenTooManyWait() {
        for (int i = 0; i < 1_000; i++) {
            underTest.issue(HOLDER);
        }
        assertThatThrownBy(() -> underTest.issue(HOLDER)).isInstanceOf(VaultBusyException.class);

        clock.advance(underTest.lifetime());
        assertThat(underTest.redeem(Objects.requireNonNull(underTest.issue(HOLDER))))
                .isEqualTo(HOLDER);
    }
}
