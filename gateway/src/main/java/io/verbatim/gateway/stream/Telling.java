package io.verbatim.gateway.stream;

import io.verbatim.api.Uid;
import io.verbatim.api.live.LiveItem;
import java.util.Collection;

/// Something ready to be told.
sealed interface Telling {
    /// Of its event.
    long position();

    /// The same for everybody concerned.
    record Same(Frame frame, Collection<Uid> audience, long position) implements Telling {}

    /// A new message.
    record NewMessage(LiveItem item, MessageFrames frames) implements Telling {
        @Override
        public long position() {
            return item.event().position();
        }
    }
}
