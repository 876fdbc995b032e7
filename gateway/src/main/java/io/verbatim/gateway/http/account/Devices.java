package io.verbatim.gateway.http.account;

import io.verbatim.api.DeviceId;
import io.verbatim.api.EventMetadata;
import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountAnswer;
import io.verbatim.api.account.SignOutDevice;
import io.verbatim.api.vault.RefreshTokens.Grant;
import io.verbatim.api.vault.RefreshTokens.Rotation;
import io.verbatim.gateway.auth.Families;
import io.verbatim.gateway.bus.RetriedCommands;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.http.Blocking;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Devices that are signed in: new tokens for old, and signing out.
final class Devices {
    private final Vault vault;
    private final RetriedCommands commands;
    private final Families families;
    private final DeviceConfirmation confirmation;
    private final Blocking blocking;

    Devices(Vault vault, RetriedCommands commands, Families families, Blocking blocking) {
        this.vault = vault;
        this.commands = commands;
        this.families = families;
        this.confirmation = new DeviceConfirmation(vault, commands, families, blocking);
        this.blocking = blocking;
    }

    /// The next token for this one. Fails with `signed-out` if its family has ended; a token that was used
    /// before ends
    /// it, which signs the device out: somebody else has it too.
    Mono<Granted> refresh(String refreshToken, @Nullable String requestId) {
        return blocking.call(() -> vault.secrets().refreshTokens().rotate(refreshToken, requestId))
                .flatMap(rotation -> switch (rotation) {
                    case Rotation.Rotated rotated ->
                        confirm(rotated.grant()).then(blocking.call(() -> granted(rotated.grant())));
                    case Rotation.Unknown unknown -> signedOut();
                    case Rotation.Reused reused ->
                        signOut(reused.uid(), reused.device(), EventMetadata.of(reused.uid(), reused.device()))
                                .then(signedOut());
                });
    }

    /// The token that was used is spent: if the account cannot be asked, the next refresh asks it.
    private Mono<Void> confirm(Grant grant) {
        return confirmation.confirm(grant).then().onErrorComplete(failure -> !DeviceConfirmation.isSignedOut(failure));
    }

    /// Signs a device out; completes when that is durable. Repeated, it changes nothing. Its tokens end
    /// before, so that they do not hold however this ends, and again afterwards: a sign-in may have begun others
    /// meanwhile, which the account has forgotten now.
    ///
    /// @param metadata who does it
    Mono<AccountAnswer> signOut(Uid uid, DeviceId device, EventMetadata metadata) {
        return blocking.run(() -> end(uid, device))
                .then(blocking.command(
                        () -> commands.send(new SignOutDevice(uid, device), metadata, AccountAnswer.class)))
                .delayUntil(_ -> blocking.run(() -> end(uid, device)));
    }

    private void end(Uid uid, DeviceId device) {
        vault.secrets().refreshTokens().revoke(uid, device);
        families.revoked(uid, device);
    }

    private Granted granted(Grant grant) {
        Handle handle = vault.handles().handleOf(grant.uid());
        if (handle == null) {
            throw new IllegalStateException("uid: " + grant.uid() + " (expected: one with a handle)");
        }
        return new Granted(grant, handle);
    }

    private static Mono<Granted> signedOut() {
        return Mono.error(new ProblemException(ProblemName.SIGNED_OUT));
    }
}
