package io.verbatim.vault;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.api.vault.Credentials;
import io.verbatim.api.vault.VaultBusyException;
import io.verbatim.testkit.TestClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class RocksCredentialsTest {

    private static final String PASSWORD = "correct horse battery staple";

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private VaultStore store;
    private PasswordHashes hashes;
    private Credentials underTest;

    @BeforeEach
    void open() {
        store = VaultStore.open(folder);
        hashes = hashes(1, 64);
        underTest = new RocksCredentials(store, clock, new RandomValues(), hashes);
    }

    @AfterEach
    void close() {
        hashes.close();
        store.close();
    }

    @Test
    void shouldMatchWhatWasStaged() {
        String credential = await(underTest.stage(ANA.uid(), PASSWORD));

        assertThat(credential).matches("[0-9a-v]{16}");
        assertThat(await(underTest.match(ANA.uid(), PASSWORD))).isEqualTo(credential);
    }

    @Test
    void shouldMatchNothingElse() {
        await(underTest.stage(ANA.uid(), PASSWORD));

        assertThat(await(underTest.match(ANA.uid(), PASSWORD + "r"))).isNull();
        assertThat(await(underTest.match(ANA.uid(), ""))).isNull();
        assertThat(await(underTest.match(BOB.uid(), PASSWORD))).isNull();
        assertThat(await(underTest.match(null, PASSWORD))).isNull();
    }

    @Test
    void shouldMatchEachOfSeveralStaged() {
        String one = await(underTest.stage(ANA.uid(), "one"));
        String other = await(underTest.stage(ANA.uid(), "other"));

        assertThat(await(underTest.match(ANA.uid(), "one"))).isEqualTo(one);
        assertThat(await(underTest.match(ANA.uid(), "other"))).isEqualTo(other);
    }

    @Test
    void shouldTakeOverWhatAnEarlierAttemptHasStaged() {
        String earlier = await(underTest.stage(ANA.uid(), PASSWORD));
        reopen();

        assertThat(await(underTest.stage(ANA.uid(), PASSWORD))).isEqualTo(earlier);
        assertThat(await(underTest.stage(BOB.uid(), PASSWORD))).isNotEqualTo(earlier);
    }

    @Test
    void shouldStageOneCredentialWhenAnAttemptIsRepeatedAtOnce() {
        hashes.close();
        hashes = hashes(4, 64);
        underTest = new RocksCredentials(store, clock, new RandomValues(), hashes);
        List<CompletionStage<String>> staged = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            staged.add(underTest.stage(ANA.uid(), PASSWORD));
        }
        assertThat(staged.stream().map(RocksCredentialsTest::await).distinct()).hasSize(1);
    }

    @Test
    void shouldForgetAllOthersWhenOneHolds() {
        await(underTest.stage(ANA.uid(), "one"));
        String held = await(underTest.stage(ANA.uid(), "other"));

        underTest.keepOnly(ANA.uid(), held);

        assertThat(await(underTest.match(ANA.uid(), "one"))).isNull();
        assertThat(await(underTest.match(ANA.uid(), "other"))).isEqualTo(held);
    }

    @Test
    void shouldKnowWhatWasStagedAndWhatHoldsWhenReopened() {
        String vain = await(underTest.stage(ANA.uid(), "one"));
        String held = await(underTest.stage(ANA.uid(), "other"));
        reopen();
        assertThat(await(underTest.match(ANA.uid(), "one"))).isEqualTo(vain);

        underTest.keepOnly(ANA.uid(), held);
        reopen();

        assertThat(await(underTest.match(ANA.uid(), "one"))).isNull();
        assertThat(await(underTest.match(ANA.uid(), "other"))).isEqualTo(held);
    }

    @Test
    void shouldStoreNoPassword() {
        await(underTest.stage(ANA.uid(), PASSWORD));

        assertThat(new String(store.get("c/" + ANA.uid()), StandardCharsets.UTF_8))
                .contains("$argon2id$")
                .doesNotContain(PASSWORD);
    }

    @Test
    void shouldBeBusyWhenTooManyAreStaged() {
        for (int i = 0; i < StagedCredentials.LIMIT; i++) {
            await(underTest.stage(ANA.uid(), "password " + i));
        }
        assertBusy(underTest.stage(ANA.uid(), PASSWORD));
        assertThat(await(underTest.stage(BOB.uid(), PASSWORD))).isNotNull();

        clock.advance(StagedCredentials.REPLACEABLE_AFTER);
        String credential = await(underTest.stage(ANA.uid(), PASSWORD));
        assertThat(await(underTest.match(ANA.uid(), PASSWORD))).isEqualTo(credential);
    }

    @Test
    void shouldStageAtMostTheLimitWhenManyComeAtOnce() {
        List<CompletionStage<String>> staged = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            staged.add(underTest.stage(ANA.uid(), "password " + i));
        }
        long busy = staged.stream()
                .filter(stage -> stage.handle((credential, failure) -> failure != null)
                        .toCompletableFuture()
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join())
                .count();
        assertThat(busy).isEqualTo(20 - StagedCredentials.LIMIT);
    }

    @Test
    void shouldBeBusyWhenTooMuchWaits() {
        PasswordHashes narrow = hashes(1, 1);
        underTest = new RocksCredentials(store, clock, new RandomValues(), narrow);
        CompletableFuture<Void> gate = new CompletableFuture<>();
        CompletableFuture<Void> running = narrow.run(() -> {
            gate.join();
            return null;
        });
        CompletionStage<@Nullable String> waiting = underTest.match(ANA.uid(), PASSWORD);

        assertBusy(underTest.match(ANA.uid(), PASSWORD));
        assertBusy(underTest.stage(ANA.uid(), PASSWORD));

        gate.complete(null);
        await(running);
        assertThat(await(waiting)).isNull();
        narrow.close();
    }

    @Test
    void shouldKeepOldHashesGoodWhenTheCostChanges() {
        String credential = await(underTest.stage(ANA.uid(), PASSWORD));
        PasswordHashes dearer = new PasswordHashes(
                new VaultProperties.Argon2(DataSize.ofKilobytes(128), 3, 2),
                new VaultProperties.Hashing(1, 64),
                new RandomValues());
        underTest = new RocksCredentials(store, clock, new RandomValues(), dearer);

        assertThat(await(underTest.match(ANA.uid(), PASSWORD))).isEqualTo(credential);
        dearer.close();
    }

    private void reopen() {
        close();
        open();
    }

    private static PasswordHashes hashes(int threads, int queue) {
        return new PasswordHashes(
                new VaultProperties.Argon2(DataSize.ofKilobytes(64), 1, 1),
                new VaultProperties.Hashing(threads, queue),
                new RandomValues());
    }

    private static void assertBusy(CompletionStage<? extends @Nullable Object> stage) {
        assertThatThrownBy(() -> await(stage))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(VaultBusyException.class);
    }

    private static <T extends @Nullable Object> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
