package io.verbatim.gateway.stream;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Uid;
import io.verbatim.api.live.LiveItem;
import io.verbatim.gateway.auth.Families;

/// What becomes of a person's connections when its devices come and go. Guarded by the feed.
final class Devices {
    private final Connected connected;
    private final Families families;

    Devices(Connected connected, Families families) {
        this.connected = connected;
        this.families = families;
    }

    /// A device has signed in: its earlier tokens no longer hold.
    void signedIn(LiveItem item, DeviceId device, Pass pass) {
        for (Uid person : item.audience()) {
            families.revoked(person, device);
            meChanged(person, item, pass);
        }
    }

    /// A device is signed out: its connections end.
    void signedOut(LiveItem item, DeviceId device, Pass pass) {
        for (Uid person : item.audience()) {
            families.revoked(person, device);
            for (Connection connection : connected.of(person)) {
                if (connection.principal().device().equals(device)) {
                    connection.close(Closing.SIGNED_OUT);
                }
            }
            meChanged(person, item, pass);
        }
    }

    /// Something else has changed in the account: its own devices are told.
    void changed(LiveItem item, Pass pass) {
        for (Uid person : item.audience()) {
            meChanged(person, item, pass);
        }
    }

    /// The account is deleted: all connections end.
    void deleted(LiveItem item) {
        for (Uid person : item.audience()) {
            families.revoked(person);
            for (Connection connection : connected.of(person)) {
                connection.close(Closing.SIGNED_OUT);
            }
        }
    }

    private void meChanged(Uid person, LiveItem item, Pass pass) {
        Frame frame = ServerFrames.empty(FrameName.ME_CHANGED);
        for (Connection connection : connected.of(person)) {
            pass.tell(connection, frame, item.event().position());
        }
    }
}
