package io.verbatim.api.vault;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Uid;
import java.util.List;

/// The end of people: what the vault has of them is destroyed, at once and for ever, before their accounts
/// say so. Who
/// it is about stays known, so that the user id is never given to another.
///
/// Until [#finished] a person is among the [#unfinished]: whoever finds it there records the end of its
/// account, which a
/// crash may have kept from being recorded.
public interface Erasures {

    /// Destroys all that proves who the person is, and the key of its profile: what was sealed under it
    /// opens nowhere any
    /// more. Nothing is staged, begun or sealed for the person from now on ([PersonErasedException]).
    /// Durable on return;
    /// repeated, it changes nothing.
    ///
    /// @return the devices whose tokens have ended
    List<DeviceId> erase(Uid person);

    /// Whether the person was erased.
    boolean isErased(Uid person);

    /// Those who are erased, and whose accounts are not known to say so; a few, and mostly none.
    List<Uid> unfinished();

    /// The person's account says so too. Durable on return.
    void finished(Uid person);
}
