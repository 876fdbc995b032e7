package io.verbatim.vault;

import io.verbatim.api.vault.VaultBusyException;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/// Argon2id on a few threads of its own, with a bounded queue. A hash carries its own parameters, so that changed
/// settings leave the old ones good.
final class PasswordHashes implements AutoCloseable {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final Argon2PasswordEncoder encoder;
    private final String nobodys;
    private final ThreadPoolExecutor executor;

    PasswordHashes(VaultProperties.Argon2 cost, VaultProperties.Hashing hashing, RandomValues random) {
        int memory = Math.toIntExact(cost.memory().toKilobytes());
        encoder = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, cost.parallelism(), memory, cost.iterations());
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        nobodys = "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        memory,
                        cost.iterations(),
                        cost.parallelism(),
                        base64.encodeToString(random.bytes(SALT_BYTES)),
                        base64.encodeToString(random.bytes(HASH_BYTES)));
        executor = new ThreadPoolExecutor(
                hashing.threads(),
                hashing.threads(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(hashing.queue()),
                Thread.ofPlatform().name("vault-hashing-", 0).daemon().factory());
        executor.allowCoreThreadTimeOut(true);
    }

    /// Runs a task that hashes, later, or fails with [VaultBusyException] at once.
    <T extends @Nullable Object> CompletableFuture<T> run(Supplier<T> task) {
        try {
            return CompletableFuture.supplyAsync(task, executor);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedFuture(new VaultBusyException(
                    "passwords waiting: " + executor.getQueue().size() + " (expected: fewer)"));
        }
    }

    String hash(String password) {
        String hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("hash: null (expected: one)");
        }
        return hash;
    }

    boolean matches(String password, String hash) {
        return encoder.matches(password, hash);
    }

    /// Takes as long as a comparison with a real hash, and matches nothing.
    void matchNobodys(String password) {
        if (encoder.matches(password, nobodys)) {
            throw new IllegalStateException("password: matches random bytes (expected: never)");
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
