package io.verbatim.gateway.auth;

import io.verbatim.api.DeviceId;
import io.verbatim.api.EventMetadata;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountAnswer;
import io.verbatim.api.account.AdmitDevice;
import io.verbatim.api.vault.Erasures;
import io.verbatim.api.vault.Keys;
import io.verbatim.api.vault.RefreshTokens;
import io.verbatim.gateway.bus.RefusedException;
import io.verbatim.gateway.bus.RetriedCommands;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.input.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Lets in people whom an issuer vouches for: at first sight an account is made, and a device signed in.
public final class Admission {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_NAME = 64;
    private static final int LOCKS = 64;

    private final Keys keys;
    private final RefreshTokens tokens;
    private final Erasures erasures;
    private final RetriedCommands commands;
    private final Lock[] locks = new Lock[LOCKS]; // a client comes with several calls at once

    public Admission(Keys keys, RefreshTokens tokens, Erasures erasures, RetriedCommands commands) {
        this.keys = keys;
        this.tokens = tokens;
        this.erasures = erasures;
        this.commands = commands;
        Arrays.setAll(locks, n -> new ReentrantLock());
    }

    /// The token family of a person's device, which is begun if there is none; blocks.
    ///
    /// @param displayName what the person is called, if there is no account yet
    /// @param issuedAt when the token was issued: one from before the device was signed out lets nobody in
    /// @throws ProblemException `unauthenticated` if the account is deleted, `signed-out` for a token from
    /// before
    String familyOf(Uid uid, DeviceId device, String displayName, @Nullable Instant issuedAt) {
        String family = tokens.familyOf(uid, device);
        if (family != null) {
            return family;
        }
        Lock lock = locks[Math.floorMod(uid.hashCode(), locks.length)];
        lock.lock();
        try {
            String meanwhile = tokens.familyOf(uid, device);
            return meanwhile != null ? meanwhile : begin(uid, device, displayName, issuedAt);
        } finally {
            lock.unlock();
        }
    }

    private String begin(Uid uid, DeviceId device, String displayName, @Nullable Instant issuedAt) {
        if (erasures.isErased(uid)) {
            throw new ProblemException(ProblemName.UNAUTHENTICATED);
        }
        Instant ended = tokens.endedAt(uid, device);
        if (ended != null && (issuedAt == null || !issuedAt.isAfter(ended))) {
            throw new ProblemException(ProblemName.SIGNED_OUT);
        }
        String name = Texts.fault(displayName, LONGEST_NAME) == null ? displayName : "?";
        admit(new AdmitDevice(uid, device, keys.sealProfile(uid, name)));
        return tokens.begin(uid, device).family();
    }

    private void admit(AdmitDevice command) {
        try {
            commands.send(command, EventMetadata.of(command.uid(), command.device()), AccountAnswer.class)
                    .toCompletableFuture()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RefusedException refused
                    ? refused
                    : new ProblemException(ProblemName.UNAVAILABLE);
        } catch (TimeoutException late) {
            throw new ProblemException(ProblemName.UNAVAILABLE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemName.UNAVAILABLE);
        }
    }
}
