package io.verbatim.vault;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.DeviceId;
import io.verbatim.api.vault.RefreshTokens;
import io.verbatim.api.vault.RefreshTokens.Grant;
import io.verbatim.api.vault.RefreshTokens.Rotation;
import io.verbatim.testkit.TestClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksRefreshTokensTest {

    private static final DeviceId PHONE = DeviceId.of("phone");
    private static final DeviceId LAPTOP = DeviceId.of("laptop");
    private static final String REQUEST = "0d5a4a8e-6d8c-4c6c-9f0e-0a1b2c3d4e5f";
    private static final Rotation UNKNOWN = new Rotation.Unknown();
    private static final Rotation REUSED = new Rotation.Reused(ANA.uid(), PHONE);

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private VaultStore store;
    private RefreshTokens underTest;

    @BeforeEach
    void open() {
        store = VaultStore.open(folder);
        underTest =
                new RocksRefreshTokens(store, clock, new RandomValues(), Duration.ofDays(60), Duration.ofMinutes(10));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldExchangeATokenForTheNextOfItsFamily() {
        Grant first = underTest.begin(ANA.uid(), PHONE);
        Grant second = rotate(first);

        assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
        assertThat(second)
                .extracting(Grant::uid, Grant::device, Grant::family)
                .containsExactly(ANA.uid(), PHONE, first.family());
        assertThat(rotate(second).refreshToken()).isNotEqualTo(second.refreshToken());
    }

    @Test
    void shouldEndTheFamilyWhenATokenIsReused() {
        Grant first = underTest.begin(ANA.uid(), PHONE);
        Grant second = rotate(first);

        assertThat(underTest.rotate(first.refreshToken(), null)).isEqualTo(REUSED);
        assertThat(underTest.rotate(second.refreshToken(), null)).isEqualTo(UNKNOWN);
        assertThat(underTest.isActive(ANA.uid(), PHONE, first.family())).isFalse();
    }

    @Test
    void shouldRepeatTheAnswerForTheSameRequest() {
        Grant first = underTest.begin(ANA.uid(), PHONE);
        Rotation answer = underTest.rotate(first.refreshToken(), REQUEST);
        clock.advance(Duration.ofMinutes(10));

        assertThat(underTest.rotate(first.refreshToken(), REQUEST)).isEqualTo(answer);
        assertThat(underTest.isActive(ANA.uid(), PHONE, first.family())).isTrue();
    }

    @Test
    void shouldRepeatTheAnswerAfterFurtherRotations() {
        Grant first = underTest.begin(ANA.uid(), PHONE);
        Rotation answer = underTest.rotate(first.refreshToken(), REQUEST);
        Grant third = rotate(((Rotation.Rotated) answer).grant());

        assertThat(underTest.rotate(first.refreshToken(), REQUEST)).isEqualTo(answer);
        assertThat(rotate(third)).isNotNull();
    }

    @Test
    void shouldTakeALateRepeatForReuse() {
        Grant first = underTest.begin(ANA.uid(), PHONE);
        underTest.rotate(first.refreshToken(), REQUEST);
        clock.advance(Duration.ofMinutes(10).plusMillis(1));

        assertThat(underTest.rotate(first.refreshToken(), REQUEST)).isEqualTo(REUSED);
    }

    @Test
    void shouldTakeAnotherRequestForReuse() {
        Grant first = underTest.begin(ANA.uid(), PHONE);
        underTest.rotate(first.refreshToken(), REQUEST);

        assertThat(underTest.rotate(first.refreshToken(), "another")).isEqualTo(REUSED);
    }

    @Test
    void shouldNotKnowWhatItNeverGave() {
        Grant first = underTest.begin(ANA.uid(), PHONE);

        assertThat(underTest.rotate("", null)).isEqualTo(UNKNOWN);
        assertThat(underTest.rotate("ä".repeat(59), null)).isEqualTo(UNKNOWN);
        assertThat(underTest.rotate("A".repeat(59), null)).isEqualTo(UNKNOWN);
        assertThat(underTest.rotate(first.refreshToken() + "A", null)).isEqualTo(UNKNOWN);
        assertThat(rotate(first)).isNotNull();
    }

    @Test
    void shouldEndAFamilyOnlyWhileItIsTheDevices() {
        Grant former = underTest.begin(ANA.uid(), PHONE);
        Grant present = underTest.begin(ANA.uid(), PHONE);

        assertThat(underTest.revoke(ANA.uid(), PHONE, former.family())).isFalse();
        assertThat(underTest.isActive(ANA.uid(), PHONE, present.family())).isTrue();
        assertThat(underTest.endedAt(ANA.uid(), PHONE)).isNull();
        assertThat(underTest.revoke(ANA.uid(), PHONE, present.family())).isTrue();
        assertThat(underTest.isActive(ANA.uid(), PHONE, present.family())).isFalse();
        assertThat(underTest.endedAt(ANA.uid(), PHONE)).isNotNull();
        assertThat(underTest.revoke(ANA.uid(), PHONE, present.family())).isFalse();
    }

    @Test
    void shouldEndTheFormerFamilyOfTheDeviceOnly() {
        Grant former = underTest.begin(ANA.uid(), PHONE);
        Grant laptop = underTest.begin(ANA.uid(), LAPTOP);
        Grant bobs = underTest.begin(BOB.uid(), PHONE);
        Grant newer = underTest.begin(ANA.uid(), PHONE);

        assertThat(underTest.rotate(former.refreshToken(), null)).isEqualTo(UNKNOWN);
        assertThat(underTest.isActive(ANA.uid(), PHONE, former.family())).isFalse();
        assertThat(underTest.isActive(ANA.uid(), PHONE, newer.family())).isTrue();
        assertThat(underTest.isActive(ANA.uid(), LAPTOP, laptop.family())).isTrue();
        assertThat(underTest.isActive(BOB.uid(), PHONE, bobs.family())).isTrue();
        assertThat(underTest.isActive(BOB.uid(), PHONE, newer.family())).isFalse();
    }

    @Test
    void shouldEndAFamilyThatIsRevoked() {
        Grant first = underTest.begin(ANA.uid(), PHONE);
        underTest.revoke(ANA.uid(), PHONE);
        underTest.revoke(ANA.uid(), LAPTOP);

        assertThat(underTest.isActive(ANA.uid(), PHONE, first.family())).isFalse();
        assertThat(underTest.rotate(first.refreshToken(), null)).isEqualTo(UNKNOWN);
    }

    @Test
    void shouldForgetATokenUnusedForTooLong() {
        Grant first = underTest.begin(ANA.uid(), PHONE);
        clock.advance(Duration.ofDays(59));
        Grant second = rotate(first);
        clock.advance(Duration.ofDays(59));
        assertThat(underTest.isActive(ANA.uid(), PHONE, first.family())).isTrue();
        Grant third = rotate(second);
        clock.advance(Duration.ofDays(60));

        assertThat(underTest.isActive(ANA.uid(), PHONE, first.family())).isFalse();
        assertThat(underTest.rotate(third.refreshToken(), null)).isEqualTo(UNKNOWN);
    }

    @Test
    void shouldKnowAllOfItWhenReopened() {
        Grant first = underTest.begin(ANA.uid(), PHONE);
        reopen();
        Rotation answer = underTest.rotate(first.refreshToken(), REQUEST);
        reopen();
        assertThat(underTest.rotate(first.refreshToken(), REQUEST)).isEqualTo(answer);
        Grant second = ((Rotation.Rotated) answer).grant();
        assertThat(underTest.isActive(ANA.uid(), PHONE, second.family())).isTrue();

        underTest.rotate(second.refreshToken(), null);
        reopen();
        assertThat(underTest.rotate(second.refreshToken(), null)).isEqualTo(REUSED);
        reopen();
        assertThat(underTest.isActive(ANA.uid(), PHONE, second.family())).isFalse();

        Grant third = underTest.begin(ANA.uid(), PHONE);
        underTest.revoke(ANA.uid(), PHONE);
        reopen();
        assertThat(underTest.rotate(third.refreshToken(), null)).isEqualTo(UNKNOWN);
    }

    @Test
    void shouldStoreNoToken() {
        Grant first = underTest.begin(ANA.uid(), PHONE);
        Grant second = ((Rotation.Rotated) underTest.rotate(first.refreshToken(), REQUEST)).grant();

        String stored = new String(store.get("rd/" + ANA.uid() + "/" + PHONE), StandardCharsets.UTF_8);
        assertThat(stored).contains(second.family());
        assertThat(Stream.of(first, second).map(grant -> grant.refreshToken().substring(16)))
                .noneMatch(stored::contains);
    }

    @Test
    void shouldKeepABoundedNumberOfAnswers() {
        Grant grant = underTest.begin(ANA.uid(), PHONE);
        String beforeLast = grant.refreshToken();
        for (int i = 0; i < 100; i++) {
            beforeLast = grant.refreshToken();
            grant = ((Rotation.Rotated) underTest.rotate(beforeLast, "request-" + i)).grant();
        }
        assertThat(store.get("rd/" + ANA.uid() + "/" + PHONE)).hasSizeLessThan(16_384);
        assertThat(underTest.rotate(beforeLast, "request-99")).isEqualTo(new Rotation.Rotated(grant));
    }

    @Test
    void shouldGiveOneAnswerWhenARequestIsRepeatedAtOnce() throws Exception {
        Grant first = underTest.begin(ANA.uid(), PHONE);
        Callable<Rotation> rotation = () -> underTest.rotate(first.refreshToken(), REQUEST);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var answers = threads.invokeAll(Collections.nCopies(32, rotation)).stream()
                    .map(Future::resultNow)
                    .toList();
            assertThat(answers).hasOnlyElementsOfType(Rotation.Rotated.class).containsOnly(answers.getFirst());
        }
    }

    private Grant rotate(Grant grant) {
        Rotation rotation = underTest.rotate(grant.refreshToken(), null);
        assertThat(rotation).isInstanceOf(Rotation.Rotated.class);
        return ((Rotation.Rotated) rotation).grant();
    }

    private void reopen() {
        close();
        open();
    }
}
