package io.verbatim.vault;

import static io.verbatim.testkit.People.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.testkit.TestClock;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RocksSecretsTest {

    @TempDir
    Path folder;

    private VaultStore store;
    private RocksSecrets underTest;

    @BeforeEach
    void open() {
        VaultProperties settings = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("verbatim.vault", VaultProperties.class);
        store = VaultStore.open(folder);
        underTest = new RocksSecrets(store, new TestClock(), new RandomValues(), settings);
    }

    @AfterEach
    void close() {
        underTest.close();
        store.close();
    }

    @Test
    void shouldKeepASecretUnderItsName() {
        byte[] secret = underTest.named("access-tokens");
        byte[] other = underTest.named("cursors");

        close();
        open();

        assertThat(secret).hasSize(32).isNotEqualTo(other);
        assertThat(underTest.named("access-tokens")).isEqualTo(secret);
        assertThat(underTest.named("cursors")).isEqualTo(other);
    }

    @Test
    void shouldNotBeChangedByWhoAsks() {
        byte[] secret = underTest.named("cursors");
        byte[] copy = secret.clone();
        Arrays.fill(secret, (byte) 0);

        assertThat(underTest.named("cursors")).isEqualTo(copy);
    }

    @Test
    void shouldMakeOneSecretWhenManyAskFirst() throws Exception {
        Callable<byte[]> question = () -> underTest.named("cursors");
        try (var threads = Executors.newFixedThreadPool(8)) {
            assertThat(threads.invokeAll(Collections.nCopies(32, question)).stream()
                            .map(Future::resultNow)
                            .map(Arrays::toString)
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void shouldHashWithItsOwnSettings() {
        String credential = underTest
                .credentials()
                .stage(ANA.uid(), "password")
                .toCompletableFuture()
                .join();
        assertThat(credential).isNotEmpty();
        assertThat(VaultStore.text(store.get("c/" + ANA.uid()))).contains("$argon2id$v=19$m=19456,t=2,p=1$");
    }
}
