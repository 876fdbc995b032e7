package io.verbatim.api.vault;

import io.verbatim.api.Uid;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Passwords, as Argon2id hashes. A credential is staged here first and holds once an event of the account
/// names it,
/// so that a crash in between leaves nothing blocked, and two registrations of one handle cannot mix.
///
/// Hashing costs 20 to 40 ms of a core: it runs on a bounded executor. Stages complete exceptionally with
/// [VaultBusyException] when too much waits for it.
public interface Credentials {

    /// Hashes and stores a password that does not hold yet. One that is staged already is taken over, so
    /// that each
    /// password of a person has one credential, however often the attempt is repeated.
    ///
    /// @return the credential's id, durable
    CompletionStage<String> stage(Uid uid, String password);

    /// Checks a password against everything staged for the person. Takes as long for an unknown person as
    /// for a wrong
    /// password.
    ///
    /// @param uid null for a person who does not exist
    /// @return the id of the credential that matched, or null
    CompletionStage<@Nullable String> match(@Nullable Uid uid, String password);

    /// Whether this credential is still among those of the person: one that held before another is not.
    boolean isKept(Uid uid, String credential);

    /// Forgets everything staged for the person but this one, which holds now, and what was staged lately
    /// to follow it. Durable on return. To be called after
    /// the event, and again after each sign-in with it (then it costs one read): the first call may be lost
    /// in a
    /// crash.
    void keepOnly(Uid uid, String credential);
}
