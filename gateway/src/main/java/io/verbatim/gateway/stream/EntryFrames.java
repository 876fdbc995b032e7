package io.verbatim.gateway.stream;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.InboxEntry;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.gateway.stream.Quotes.Place;
import io.verbatim.gateway.wire.WireMapper;
import io.verbatim.gateway.wire.WireMessage;
import org.jspecify.annotations.Nullable;

/// Events whose data is an entry.
final class EntryFrames {
    private EntryFrames() {}

    /// @param replied the place of what the entry's last message replies to
    static Frame frame(
            FrameName name, Uid owner, InboxEntry entry, @Nullable Place replied, Quotes quotes, WireMapper wire) {
        MessageView view = entry.lastMessage();
        WireMessage last = view == null
                ? null
                : quotes.in(wire.message(entry.conversation().id(), view, entry.lastStatus()), replied, wire);
        return ServerFrames.event(name, wire.entry(owner, entry, last));
    }
}
