package io.verbatim.api.presence;

import io.verbatim.api.Uid;
import java.time.Instant;
import java.util.List;

/// People who have sessions on an epoch of a gateway.
///
/// @param people in no order that means something, nobody twice
public record GatewaySessions(List<Person> people) {

    public GatewaySessions {
        people = List.copyOf(people);
    }

    /// Somebody with sessions there.
    ///
    /// @param uid who
    /// @param openedAt when the last of them was opened
    public record Person(Uid uid, Instant openedAt) {}
}
