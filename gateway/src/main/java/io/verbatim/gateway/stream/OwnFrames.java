package io.verbatim.gateway.stream;

import io.verbatim.api.conversation.Changes.Cleared;
import io.verbatim.api.conversation.Changes.Hidden;
import io.verbatim.api.conversation.Changes.Settings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Events of what somebody has changed for itself alone: for its own devices.
final class OwnFrames {
    private OwnFrames() {}

    static Frame frame(Hidden hidden) {
        return ServerFrames.event(
                FrameName.CONVERSATION_HIDDEN,
                new HiddenData(hidden.conversationId().value(), hidden.version(), hidden.seqs()));
    }

    static Frame frame(Cleared cleared) {
        return ServerFrames.event(
                FrameName.CONVERSATION_CLEARED,
                new ClearedData(cleared.conversationId().value(), cleared.version(), cleared.through()));
    }

    static Frame frame(Settings settings) {
        return ServerFrames.event(
                FrameName.SETTINGS_CHANGED,
                new SettingsData(
                        settings.conversationId().value(),
                        settings.version(),
                        settings.settings().muted(),
                        settings.settings().mutedUntil(),
                        settings.settings().archived()));
    }

    private record HiddenData(String conversationId, long version, List<Long> seqs) {}

    private record ClearedData(String conversationId, long version, long clearedSeq) {}

    private record SettingsData(
            String conversationId,
            long version,
            boolean muted,
            @Nullable Instant mutedUntil,
            boolean archived) {}
}
