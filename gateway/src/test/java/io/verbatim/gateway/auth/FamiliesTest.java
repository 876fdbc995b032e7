package io.verbatim.gateway.auth;

import static io.verbatim.testkit.People.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.DeviceId;
import io.verbatim.gateway.testing.MemoryVault;
import io.verbatim.testkit.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FamiliesTest {
    private static final DeviceId PHONE = DeviceId.of("phone");

    private final TestClock clock = new TestClock();
    private final MemoryVault vault = new MemoryVault();
    private final Families families =
            new Families(vault, new AuthProperties(Duration.ofMinutes(15), Duration.ofSeconds(30), 10), clock);
    private final Principal caller = callerOf(vault.begin(ANA.uid(), PHONE).family());

    @Test
    void shouldTrustWhatItKnowsForAWhile() {
        assertThat(families.isKnownActive(caller)).isFalse();
        assertThat(families.isActive(caller)).isTrue();
        assertThat(families.isKnownActive(caller)).isTrue();
        vault.revoke(ANA.uid(), PHONE);
        clock.advance(Duration.ofSeconds(29));
        assertThat(families.isActive(caller)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(families.isActive(caller)).isFalse();
    }

    @Test
    void shouldForgetAtOnceWhatIsRevoked() {
        families.isActive(caller);
        vault.revoke(ANA.uid(), PHONE);
        families.revoked(ANA.uid(), PHONE);
        assertThat(families.isActive(caller)).isFalse();
    }

    @Test
    void shouldTellFamiliesOfOneDeviceApart() {
        families.isActive(caller);
        Principal again = callerOf(vault.begin(ANA.uid(), PHONE).family());
        assertThat(families.isActive(again)).isTrue();
        assertThat(families.isActive(caller)).isFalse();
    }

    private Principal callerOf(String family) {
        return new Principal(ANA.uid(), ANA.handle(), PHONE, family, clock.instant());
    }
}
