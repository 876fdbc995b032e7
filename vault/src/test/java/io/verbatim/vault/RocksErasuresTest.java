package io.verbatim.vault;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import io.verbatim.api.vault.Erasures;
import io.verbatim.api.vault.PersonErasedException;
import io.verbatim.api.vault.RefreshTokens.Grant;
import io.verbatim.api.vault.RefreshTokens.Rotation;
import io.verbatim.api.vault.Sealed;
import io.verbatim.testkit.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksErasuresTest {

    private static final DeviceId PHONE = DeviceId.of("phone");
    private static final DeviceId LAPTOP = DeviceId.of("laptop");

    @TempDir
    Path folder;

    private VaultStore store;
    private RocksKeys keys;
    private RocksSecrets secrets;
    private Erasures underTest;

    @BeforeEach
    void open() {
        store = VaultStore.open(folder);
        RandomValues random = new RandomValues();
        keys = new RocksKeys(store, new TestClock(), random, 100);
        secrets = new RocksSecrets(store, new TestClock(), random, VaultPropertiesTest.cheap());
        underTest = new RocksErasures(store, keys, secrets);
    }

    @AfterEach
    void close() {
        secrets.close();
        store.close();
    }

    @Test
    void shouldDestroyTheProfileKeyAndNoOther() {
        Sealed name = keys.sealProfile(ANA.uid(), "Ana");
        Sealed message = keys.sealMessage(ANA.uid(), "Hello");
        Sealed bobs = keys.sealProfile(BOB.uid(), "Bob");

        underTest.erase(ANA.uid());

        assertThat(keys.open(name)).isNull();
        assertThat(keys.open(message)).isEqualTo("Hello");
        assertThat(keys.open(bobs)).isEqualTo("Bob");
        reopen();
        assertThat(keys.open(name)).isNull();
        assertThat(keys.open(message)).isEqualTo("Hello");
    }

    @Test
    void shouldEndAllThatProvesWhoSomebodyIs() {
        stage(ANA.uid(), "password");
        stage(BOB.uid(), "password");
        Grant phone = secrets.refreshTokens().begin(ANA.uid(), PHONE);
        Grant laptop = secrets.refreshTokens().begin(ANA.uid(), LAPTOP);
        Grant bobs = secrets.refreshTokens().begin(BOB.uid(), PHONE);

        assertThat(underTest.erase(ANA.uid())).containsExactlyInAnyOrder(PHONE, LAPTOP);

        assertThat(match(ANA.uid(), "password")).isNull();
        assertThat(match(BOB.uid(), "password")).isNotNull();
        for (Grant ended : List.of(phone, laptop)) {
            assertThat(secrets.refreshTokens().isActive(ANA.uid(), ended.device(), ended.family()))
                    .isFalse();
            assertThat(secrets.refreshTokens().rotate(ended.refreshToken(), null))
                    .isEqualTo(new Rotation.Unknown());
        }
        assertThat(secrets.refreshTokens().isActive(BOB.uid(), PHONE, bobs.family()))
                .isTrue();
    }

    @Test
    void shouldKeepNothingForWhoIsErased() {
        underTest.erase(ANA.uid());

        assertThatExceptionOfType(PersonErasedException.class).isThrownBy(() -> keys.sealProfile(ANA.uid(), "Ana"));
        assertThatExceptionOfType(PersonErasedException.class)
                .isThrownBy(() -> secrets.refreshTokens().begin(ANA.uid(), PHONE));
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> stage(ANA.uid(), "password"))
                .withCauseInstanceOf(PersonErasedException.class);
    }

    @Test
    void shouldGiveTheHandleToNobodyElse() {
        RocksHandles handles = new RocksHandles(store, new RandomValues(), 100);
        Uid uid = handles.reserve(new Handle("ana"));

        underTest.erase(uid);

        assertThat(handles.reserve(new Handle("ana"))).isEqualTo(uid);
        assertThat(handles.handleOf(uid)).isEqualTo(new Handle("ana"));
    }

    @Test
    void shouldBeUnfinishedUntilItIsNot() {
        assertThat(underTest.isErased(ANA.uid())).isFalse();
        underTest.erase(ANA.uid());
        reopen();
        assertThat(underTest.isErased(ANA.uid())).isTrue();
        assertThat(underTest.unfinished()).containsExactly(ANA.uid());

        assertThat(underTest.erase(ANA.uid())).isEmpty();
        underTest.finished(ANA.uid());
        underTest.erase(ANA.uid());
        reopen();

        assertThat(underTest.unfinished()).isEmpty();
        assertThat(underTest.isErased(ANA.uid())).isTrue();
    }

    @Test
    void shouldLeaveNothingOfTheKeyOnTheDisk() throws Exception {
        Sealed name = keys.sealProfile(ANA.uid(), "Ana");
        keys.sealProfile(BOB.uid(), "Bob");
        String key = new String(store.get("k/" + name.keyId()), ISO_8859_1);
        assertThat(onDisk(key)).isTrue();

        underTest.erase(ANA.uid());

        assertThat(onDisk(key)).isFalse();
    }

    @Test
    void shouldEndTheOtherDevicesAlone() {
        Grant phone = secrets.refreshTokens().begin(ANA.uid(), PHONE);
        Grant laptop = secrets.refreshTokens().begin(ANA.uid(), LAPTOP);

        assertThat(secrets.refreshTokens().revokeAllBut(ANA.uid(), PHONE)).containsExactly(LAPTOP);

        assertThat(secrets.refreshTokens().isActive(ANA.uid(), LAPTOP, laptop.family()))
                .isFalse();
        assertThat(secrets.refreshTokens().isActive(ANA.uid(), PHONE, phone.family()))
                .isTrue();
        assertThat(secrets.refreshTokens().lastGiven(ANA.uid()))
                .containsOnly(java.util.Map.entry(PHONE, TestClock.START));
        assertThat(secrets.refreshTokens().revokeAllBut(ANA.uid(), PHONE)).isEmpty();
    }

    private void stage(Uid uid, String password) {
        secrets.credentials().stage(uid, password).toCompletableFuture().join();
    }

    private String match(Uid uid, String password) {
        return secrets.credentials().match(uid, password).toCompletableFuture().join();
    }

    private boolean onDisk(String key) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, ISO_8859_1).contains(key)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void reopen() {
        close();
        open();
    }
}
