package io.verbatim.api.live;

import org.jspecify.annotations.Nullable;

/// What a router says to a gateway: a batch, or that somebody types; or nothing but that it lives, to all
/// gateways, those that it does not know too.
///
/// @param router who says it
/// @param generation of the interest that it rests on; 0: of none
/// @param batch null: none
/// @param typing null: nobody
public record RouterUpdate(
        RouterName router,
        long generation,
        @Nullable CarriedBatch batch,
        @Nullable TypingSignal typing) {

    public static RouterUpdate beat(RouterName router) {
        return new RouterUpdate(router, 0, null, null);
    }
}
