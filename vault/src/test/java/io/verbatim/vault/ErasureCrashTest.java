package io.verbatim.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Uid;
import io.verbatim.api.vault.RefreshTokens.Grant;
import io.verbatim.api.vault.Sealed;
import io.verbatim.testkit.People;
import io.verbatim.testkit.TestClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` while people are erased: of each all is gone, or nothing, and all if it was said; who is not
/// finished is
/// found again.
class ErasureCrashTest {

    private static final int KILLS = 6;
    private static final int MOST_LINES = 120;
    private static final DeviceId PHONE = DeviceId.of("phone");

    @TempDir
    Path folder;

    @Test
    void shouldEraseAllOrNothing() throws Exception {
        Random random = new Random(20261125);
        for (int kill = 0; kill < KILLS; kill++) {
            List<String[]> said = crash(kill, 1 + random.nextInt(MOST_LINES));
            try (VaultStore store = VaultStore.open(folder)) {
                check(Vault.of(store), said);
            }
        }
    }

    private List<String[]> crash(int kill, int lines) throws Exception {
        List<String[]> said = new ArrayList<>();
        try (ForkedJvm jvm = ForkedJvm.start(Erasing.class, folder.toString(), String.valueOf(1 + kill * 10_000))) {
            for (int i = 0; i < lines; i++) {
                said.add(Objects.requireNonNull(jvm.readLine(), "the process ended by itself")
                        .split(" "));
            }
            jvm.kill();
            String rest = jvm.readLine();
            while (rest != null) {
                said.add(rest.split(" "));
                rest = jvm.readLine();
            }
        }
        return said;
    }

    private static void check(Vault vault, List<String[]> said) {
        for (String[] words : said) {
            Uid uid = new Uid(words[1]);
            boolean erased = vault.erasures.isErased(uid);
            switch (words[0]) {
                case "begun" -> {
                    Sealed name = new Sealed(words[3], hex(words[4]), hex(words[5]));
                    assertThat(vault.keys.open(name)).isEqualTo(erased ? null : "name");
                    assertThat(vault.secrets.refreshTokens().isActive(uid, PHONE, words[2]))
                            .isEqualTo(!erased);
                    assertThat(vault.secrets
                                    .credentials()
                                    .match(uid, "password")
                                    .toCompletableFuture()
                                    .join())
                            .matches(matched -> (matched == null) == erased);
                }
                case "erased" -> assertThat(erased).isTrue();
                case "finished" -> assertThat(vault.erasures.unfinished()).doesNotContain(uid);
                default -> throw new AssertionError(String.join(" ", words));
            }
        }
        List<Uid> unfinished = vault.erasures.unfinished();
        assertThat(unfinished).hasSizeLessThanOrEqualTo(1);
        unfinished.forEach(uid -> {
            assertThat(vault.erasures.erase(uid)).isEmpty();
            vault.erasures.finished(uid);
        });
        assertThat(vault.erasures.unfinished()).isEmpty();
        vault.secrets.close();
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private record Vault(RocksKeys keys, RocksSecrets secrets, RocksErasures erasures) {

        private static final RandomValues RANDOM = new RandomValues();

        static Vault of(VaultStore store) {
            RocksKeys keys = new RocksKeys(store, new TestClock(), RANDOM, 100);
            RocksSecrets secrets = new RocksSecrets(store, new TestClock(), RANDOM, VaultPropertiesTest.cheap());
            return new Vault(keys, secrets, new RocksErasures(store, keys, secrets));
        }
    }

    /// The process that is killed. Says what it has done, once it is done.
    static final class Erasing {

        public static void main(String[] arguments) {
            Vault vault = Vault.of(VaultStore.open(Path.of(arguments[0])));
            for (int n = Integer.parseInt(arguments[1]); ; n++) {
                Uid uid = People.uid(n);
                vault.secrets
                        .credentials()
                        .stage(uid, "password")
                        .toCompletableFuture()
                        .join();
                Grant grant = vault.secrets.refreshTokens().begin(uid, PHONE);
                Sealed name = vault.keys.sealProfile(uid, "name");
                HexFormat hex = HexFormat.of();
                say(
                        "begun",
                        uid,
                        grant.family(),
                        name.keyId(),
                        hex.formatHex(name.nonce()),
                        hex.formatHex(name.bytes()));
                vault.erasures.erase(uid);
                say("erased", uid);
                vault.erasures.finished(uid);
                say("finished", uid);
            }
        }

        private static void say(Object... words) {
            StringBuilder line = new StringBuilder();
            for (Object word : words) {
                line.append(word).append(' ');
            }
            System.out.println(line);
            System.out.flush();
        }
    }
}
