package io.verbatim.standalone;

import io.verbatim.api.vault.GatewayBeats;
import java.time.Instant;
import java.util.List;

/// The beats of a gateway that stops beating when a test says so: from then on its thread waits, and does nothing else
/// for presence, as if it were suspended.
final class HeldBeats implements GatewayBeats {

    private final GatewayBeats beats;
    private boolean held;

    HeldBeats(GatewayBeats beats) {
        this.beats = beats;
    }

    synchronized void hold(boolean hold) {
        held = hold;
        notifyAll();
    }

    @Override
    public synchronized void beat(String gateway, Instant at) {
        while (held) {
            try {
                wait();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
        beats.beat(gateway, at);
    }

    @Override
    public List<Beat> beats() {
        return beats.beats();
    }

    @Override
    public void forget(String gateway) {
        beats.forget(gateway);
    }
}
