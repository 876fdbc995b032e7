package io.verbatim.gateway.stream;

import io.verbatim.api.conversation.MessageStatus;
import io.verbatim.gateway.wire.WireMessage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A new message in its variants, each made at its first use. For one thread at a time.
final class MessageFrames {
    private final Supplier<WireMessage> source;
    private @Nullable WireMessage message;
    private @Nullable Frame others;
    private @Nullable Frame own;

    /// @param source makes the message as anybody but its sender sees it
    MessageFrames(Supplier<WireMessage> source) {
        this.source = source;
    }

    /// For anybody but its sender.
    Frame others() {
        if (others == null) {
            others = ServerFrames.event(FrameName.MESSAGE_SENT, message());
        }
        return others;
    }

    /// For its sender's devices.
    Frame own() {
        if (own == null) {
            own = ServerFrames.event(FrameName.MESSAGE_SENT, message().withStatus(MessageStatus.SENT));
        }
        return own;
    }

    private WireMessage message() {
        if (message == null) {
            message = source.get();
        }
        return message;
    }
}
