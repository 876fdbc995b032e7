package io.verbatim.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import io.verbatim.api.vault.RefreshTokens.Rotation;
import io.verbatim.api.vault.Sealed;
import io.verbatim.testkit.TestClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` while four threads reserve, stage, begin, rotate and seal: everything acknowledged is there.
class VaultCrashTest {

    private static final int KILLS = 10;
    private static final int MOST_LINES = 300;

    @TempDir
    Path folder;

    private final List<String[]> acknowledged = new ArrayList<>();
    private final Map<String, String[]> rotations = new HashMap<>(); // by device: the last one begun

    @Test
    void shouldKeepEverythingAcknowledged() throws Exception {
        Random random = new Random(20261124);
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged.clear();
            rotations.clear();
            crash(kill, 1 + random.nextInt(MOST_LINES));
            try (VaultStore store = VaultStore.open(folder)) {
                check(new Vault(store));
            }
        }
    }

    private void crash(int kill, int lines) throws Exception {
        try (ForkedJvm jvm = ForkedJvm.start(Busy.class, folder.toString(), String.valueOf(kill))) {
            for (int i = 0; i < lines; i++) {
                note(Objects.requireNonNull(jvm.readLine(), "the process ended by itself"));
            }
            jvm.kill();
            String rest = jvm.readLine();
            while (rest != null) {
                note(rest);
                rest = jvm.readLine();
            }
        }
    }

    private void note(String line) {
        String[] words = line.split(" ");
        if (words[0].equals("rotating")) {
            rotations.put(words[2], words);
        } else if (words.length > 1) {
            acknowledged.add(words);
        }
    }

    private void check(Vault vault) {
        for (String[] words : acknowledged) {
            switch (words[0]) {
                case "reserved" -> {
                    assertThat(vault.handles().find(new Handle(words[1]))).isEqualTo(new Uid(words[2]));
                    assertThat(vault.handles().handleOf(new Uid(words[2]))).isEqualTo(new Handle(words[1]));
                }
                case "staged" ->
                    assertThat(vault.secrets()
                                    .credentials()
                                    .match(new Uid(words[1]), words[2])
                                    .toCompletableFuture()
                                    .join())
                            .isEqualTo(words[3]);
                case "sealed" -> assertThat(vault.keys().open(sealed(words))).isEqualTo(words[4]);
                default -> throw new AssertionError(String.join(" ", words));
            }
        }
        // whether the last rotation was recorded or not, its repeat gives a good token
        for (String[] words : rotations.values()) {
            Rotation repeated = vault.secrets().refreshTokens().rotate(words[3], words[4]);
            assertThat(repeated).isInstanceOf(Rotation.Rotated.class);
            Rotation next = vault.secrets()
                    .refreshTokens()
                    .rotate(((Rotation.Rotated) repeated).grant().refreshToken(), null);
            assertThat(next).isInstanceOf(Rotation.Rotated.class);
        }
        vault.secrets().close();
    }

    private static Sealed sealed(String[] words) {
        HexFormat hex = HexFormat.of();
        return new Sealed(words[1], hex.parseHex(words[2]), hex.parseHex(words[3]));
    }

    /// The adapters over one store, cheap to hash with.
    private record Vault(RocksHandles handles, RocksKeys keys, RocksSecrets secrets) {

        private static final RandomValues RANDOM = new RandomValues();

        Vault(VaultStore store) {
            this(
                    new RocksHandles(store, RANDOM, 100),
                    new RocksKeys(store, new TestClock(), RANDOM, 100),
                    new RocksSecrets(store, new TestClock(), RANDOM, VaultPropertiesTest.cheap()));
        }
    }

    /// The process that is killed. Says what it has done, once it is done; of a rotation, what it is about to do.
    static final class Busy {

        public static void main(String[] arguments) {
            VaultStore store = VaultStore.open(Path.of(arguments[0]));
            Vault vault = new Vault(store);
            for (int i = 0; i < 4; i++) {
                String name = arguments[1] + "-" + i;
                Thread.ofPlatform().start(() -> work(vault, name));
            }
        }

        private static void work(Vault vault, String name) {
            Uid self = vault.handles().reserve(new Handle("worker-" + name));
            DeviceId device = DeviceId.of("device-" + name);
            String token = vault.secrets().refreshTokens().begin(self, device).refreshToken();
            for (int i = 0; ; i++) {
                Handle handle = new Handle("user-" + name + "-" + i);
                Uid uid = vault.handles().reserve(handle);
                say("reserved", handle, uid);
                String password = "password-" + i;
                var staged = vault.secrets().credentials().stage(uid, password);
                say("staged", uid, password, staged.toCompletableFuture().join());
                String request = "request-" + i;
                say("rotating", self, device, token, request);
                token = ((Rotation.Rotated) vault.secrets().refreshTokens().rotate(token, request))
                        .grant()
                        .refreshToken();
                Sealed sealed = vault.keys().sealProfile(uid, "name-" + i);
                HexFormat hex = HexFormat.of();
                say(
                        "sealed",
                        sealed.keyId(),
                        hex.formatHex(sealed.nonce()),
                        hex.formatHex(sealed.bytes()),
                        "name-" + i);
            }
        }

        private static void say(Object... words) {
            StringBuilder line = new StringBuilder();
            for (Object word : words) {
                line.append(word).append(' ');
            }
            synchronized (System.out) {
                System.out.println(line);
                System.out.flush();
            }
        }
    }
}
