package io.verbatim.gateway.http.account;

import io.verbatim.api.EventMetadata;
import io.verbatim.api.Handle;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountAnswer;
import io.verbatim.api.account.SignInDevice;
import io.verbatim.gateway.auth.Families;
import io.verbatim.gateway.bus.RefusedException;
import io.verbatim.gateway.bus.RetriedCommands;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.http.Blocking;
import io.verbatim.gateway.limits.GatewayLimits;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Checks passwords and signs devices in. An unknown user and a wrong password are alike, in the answer and
/// in the time
/// it takes.
final class SignIn {
    private final Vault vault;
    private final RetriedCommands commands;
    private final Families families;
    private final DeviceConfirmation confirmation;
    private final GatewayLimits limits;
    private final Blocking blocking;

    SignIn(Vault vault, RetriedCommands commands, Families families, GatewayLimits limits, Blocking blocking) {
        this.vault = vault;
        this.commands = commands;
        this.families = families;
        this.confirmation = new DeviceConfirmation(vault, commands, families, blocking);
        this.limits = limits;
        this.blocking = blocking;
    }

    /// Begins a token family for the device once its sign-in is durable, which ends its former one; fails with
    /// `bad-credentials` or `limit-reached`, and with `signed-out` if the device was signed out at the same time.
    ///
    /// A sign-out between the sign-in and the family's beginning did not find the family to end it; one that comes
    /// after the confirmation does. So a token is given only for a device that the account has, and ends with it.
    Mono<Granted> signIn(SignInDraft draft) {
        return match(draft)
                .flatMap(matched -> record(matched, draft)
                        .then(blocking.call(() -> begin(matched, draft)))
                        .delayUntil(granted -> confirmation.confirm(granted.grant())));
    }

    private Mono<Matched> match(SignInDraft draft) {
        return blocking.await(() -> {
            Handle handle = draft.handle();
            Uid uid = handle == null ? null : vault.handles().find(handle);
            return vault.secrets()
                    .credentials()
                    .match(uid, draft.password())
                    .thenApply(credential -> matched(handle, uid, credential));
        });
    }

    private static Matched matched(@Nullable Handle handle, @Nullable Uid uid, @Nullable String credential) {
        if (handle == null || uid == null || credential == null) {
            throw new ProblemException(ProblemName.BAD_CREDENTIALS);
        }
        return new Matched(handle, uid, credential);
    }

    private Mono<AccountAnswer> record(Matched matched, SignInDraft draft) {
        return blocking.prepareAndCommand(() -> {
                    String name = draft.deviceName();
                    SignInDevice command = new SignInDevice(
                            matched.uid,
                            matched.credential,
                            draft.device(),
                            name == null ? null : vault.keys().sealProfile(matched.uid, name));
                    EventMetadata metadata = EventMetadata.of(matched.uid, draft.device());
                    return commands.send(command, metadata, AccountAnswer.class);
                })
                .onErrorMap(RefusedException.class, this::withLimit);
    }

    /// The credential holds, or the sign-in was refused: others that a crash left behind are forgotten. If
    /// another has
    /// come to hold meanwhile, what was begun may have come too late to be ended with the rest.
    private Granted begin(Matched matched, SignInDraft draft) {
        vault.secrets().credentials().keepOnly(matched.uid, matched.credential);
        Granted granted =
                new Granted(vault.secrets().refreshTokens().begin(matched.uid, draft.device()), matched.handle);
        families.revoked(matched.uid, draft.device());
        if (!vault.secrets().credentials().isKept(matched.uid, matched.credential)) {
            vault.secrets().refreshTokens().revoke(matched.uid, draft.device());
            throw new ProblemException(ProblemName.BAD_CREDENTIALS);
        }
        return granted;
    }

    private Throwable withLimit(RefusedException refused) {
        return refused.refusal().code() == RefusalCode.LIMIT_REACHED
                ? new ProblemException(Problem.of(refused.refusal()).withLimit(limits.devices()))
                : refused;
    }

    private record Matched(Handle handle, Uid uid, String credential) {}
}
