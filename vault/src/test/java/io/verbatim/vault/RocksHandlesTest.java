package io.verbatim.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import io.verbatim.api.vault.Handles;
import io.verbatim.testkit.People;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksHandlesTest {

    private static final Handle ANA = new Handle("ana");

    @TempDir
    Path folder;

    private VaultStore store;
    private Handles underTest;

    @BeforeEach
    void open() {
        store = VaultStore.open(folder);
        underTest = new RocksHandles(store, new RandomValues(), 1_000);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldFindWhatWasReservedBothWays() {
        Uid uid = underTest.reserve(ANA);

        assertThat(uid.value()).matches("[0-9a-v]{16}");
        assertThat(underTest.find(ANA)).isEqualTo(uid);
        assertThat(underTest.handleOf(uid)).isEqualTo(ANA);
    }

    @Test
    void shouldGiveTheSameUidAgain() {
        assertThat(underTest.reserve(ANA)).isEqualTo(underTest.reserve(ANA));
    }

    @Test
    void shouldKnowNobodyElse() {
        assertThat(underTest.find(ANA)).isNull();
        assertThat(underTest.handleOf(People.ANA.uid())).isNull();
    }

    @Test
    void shouldFindWhatWasReservedWhenReopened() {
        Uid uid = underTest.reserve(ANA);

        close();
        open();

        assertThat(underTest.find(ANA)).isEqualTo(uid);
        assertThat(underTest.handleOf(uid)).isEqualTo(ANA);
        assertThat(underTest.reserve(ANA)).isEqualTo(uid);
    }

    @Test
    void shouldGiveOneUidWhenTwoReserveOneHandleAtOnce() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 200; i++) {
                Handle handle = new Handle("contested-" + i);
                var one = threads.submit(() -> {
                    together.await();
                    return underTest.reserve(handle);
                });
                var other = threads.submit(() -> {
                    together.await();
                    return underTest.reserve(handle);
                });
                assertThat(one.get()).isEqualTo(other.get());
                assertThat(underTest.handleOf(one.get())).isEqualTo(handle);
            }
        }
    }

    @Test
    void shouldGiveEveryHandleItsOwnUid() {
        Set<Uid> uids = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            uids.add(underTest.reserve(new Handle("user-" + i)));
        }
        assertThat(uids).hasSize(200);
    }
}
