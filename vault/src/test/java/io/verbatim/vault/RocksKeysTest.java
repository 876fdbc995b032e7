package io.verbatim.vault;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.api.vault.Keys;
import io.verbatim.api.vault.Sealed;
import io.verbatim.testkit.People;
import io.verbatim.testkit.TestClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksKeysTest {

    private static final String TEXT = "Hello Bob, wie geht’s? 👋";

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private VaultStore store;
    private Keys underTest;

    @BeforeEach
    void open() {
        store = VaultStore.open(folder);
        underTest = keys(1_000);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldOpenWhatItSealed() {
        assertThat(underTest.open(underTest.sealMessage(ANA.uid(), TEXT))).isEqualTo(TEXT);
        assertThat(underTest.open(underTest.sealProfile(ANA.uid(), ""))).isEmpty();
    }

    @Test
    void shouldHideWhatItSealed() {
        Sealed sealed = underTest.sealMessage(ANA.uid(), TEXT);

        assertThat(new String(sealed.bytes(), StandardCharsets.UTF_8)).doesNotContain("Hello");
        assertThat(sealed.bytes()).hasSize(TEXT.getBytes(StandardCharsets.UTF_8).length + 16);
        assertThat(sealed.nonce()).hasSize(12);
        assertThat(sealed.keyId()).hasSize(10).doesNotContain(ANA.uid().value());
    }

    @Test
    void shouldOpenWhatItSealedWhenReopened() {
        Sealed message = underTest.sealMessage(ANA.uid(), TEXT);
        Sealed profile = underTest.sealProfile(ANA.uid(), "Ana");

        reopen();

        assertThat(underTest.open(message)).isEqualTo(TEXT);
        assertThat(underTest.open(profile)).isEqualTo("Ana");
        assertThat(underTest.sealMessage(ANA.uid(), TEXT).keyId()).isEqualTo(message.keyId());
        assertThat(underTest.sealProfile(ANA.uid(), TEXT).keyId()).isEqualTo(profile.keyId());
    }

    @Test
    void shouldUseOneKeyPerPersonAndPurpose() {
        assertThat(Set.of(
                        underTest.sealMessage(ANA.uid(), TEXT).keyId(),
                        underTest.sealProfile(ANA.uid(), TEXT).keyId(),
                        underTest.sealMessage(BOB.uid(), TEXT).keyId(),
                        underTest.sealProfile(BOB.uid(), TEXT).keyId()))
                .hasSize(4);
    }

    @Test
    void shouldChangeTheMessageKeyWithTheMonth() {
        clock.set(Instant.parse("2026-11-30T23:59:59.999Z"));
        Sealed november = underTest.sealMessage(ANA.uid(), TEXT);
        Sealed profile = underTest.sealProfile(ANA.uid(), TEXT);
        clock.set(Instant.parse("2026-12-01T00:00:00Z"));

        assertThat(underTest.sealMessage(ANA.uid(), TEXT).keyId()).isNotEqualTo(november.keyId());
        assertThat(underTest.sealProfile(ANA.uid(), TEXT).keyId()).isEqualTo(profile.keyId());
        assertThat(underTest.open(november)).isEqualTo(TEXT);
    }

    @Test
    void shouldReturnNullWhenTheKeyIsGone() {
        Sealed sealed = underTest.sealMessage(ANA.uid(), TEXT);
        store.write(new Changes().delete("k/" + sealed.keyId()));

        reopen();

        assertThat(underTest.open(sealed)).isNull();
        assertThat(underTest.open(underTest.sealMessage(ANA.uid(), TEXT))).isEqualTo(TEXT);
    }

    @Test
    void shouldRefuseBytesThatWereChanged() {
        Sealed sealed = underTest.sealMessage(ANA.uid(), TEXT);
        sealed.bytes()[3] ^= 1;

        assertThatThrownBy(() -> underTest.open(sealed)).isInstanceOf(IllegalStateException.class);
        sealed.bytes()[3] ^= 1;
        assertThat(underTest.open(sealed)).isEqualTo(TEXT);
    }

    @Test
    void shouldNeverRepeatANonceAcrossThreadsAndRestarts() throws Exception {
        Set<String> used = ConcurrentHashMap.newKeySet();
        for (int start = 0; start < 3; start++) {
            try (var threads = Executors.newFixedThreadPool(4)) {
                for (int i = 0; i < 4; i++) {
                    threads.submit(() -> {
                        for (int n = 0; n < 1_000; n++) {
                            used.add(Arrays.toString(
                                    underTest.sealMessage(ANA.uid(), "x").nonce()));
                        }
                    });
                }
            }
            reopen();
        }
        assertThat(used).hasSize(12_000);
    }

    @Test
    void shouldMakeOneKeyWhenManyThreadsAskFirst() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var seals = threads.invokeAll(IntStream.range(0, 64)
                    .<Callable<String>>mapToObj(
                            i -> () -> underTest.sealMessage(ANA.uid(), TEXT).keyId())
                    .toList());
            Set<String> ids = new HashSet<>();
            for (var seal : seals) {
                ids.add(seal.get());
            }
            assertThat(ids).hasSize(1);
        }
    }

    @Test
    void shouldOpenEverythingThroughASmallCache() {
        underTest = keys(4);
        List<Sealed> sealed = IntStream.range(0, 50)
                .mapToObj(i -> underTest.sealMessage(People.uid(i), "text " + i))
                .toList();

        for (int i = 0; i < 50; i++) {
            assertThat(underTest.open(sealed.get(i))).isEqualTo("text " + i);
            assertThat(underTest.sealMessage(People.uid(i), "").keyId())
                    .isEqualTo(sealed.get(i).keyId());
        }
    }

    private Keys keys(int cached) {
        return new RocksKeys(store, clock, new RandomValues(), cached);
    }

    private void reopen() {
        store.close();
        store = VaultStore.open(folder);
        underTest = keys(1_000);
    }
}
