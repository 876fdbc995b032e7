package io.verbatim.gateway.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessageAcceptance;
import io.verbatim.api.live.TypingSignal;
import io.verbatim.api.presence.PresenceView;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.cursor.Cursors;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.wire.Json;
import io.verbatim.gateway.wire.WirePresence;
import io.verbatim.gateway.wire.WireProfile;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/// Makes what the server says by itself, and its answers.
final class ServerFrames {
    private static final byte[] EMPTY = {'{', '}'};
    private static final long LEAST_RECONNECT_MILLIS = 500;

    private final Cursors cursors;
    private final long heartbeatSeconds;
    private final long reconnectMillis;

    ServerFrames(Cursors cursors, StreamProperties properties) {
        this.cursors = cursors;
        this.heartbeatSeconds = properties.heartbeat().toSeconds();
        this.reconnectMillis = Math.max(
                LEAST_RECONNECT_MILLIS + 1, properties.reconnectWithin().toMillis());
    }

    CursorMark mark(long position) {
        return new CursorMark(position, cursors.encode(position).getBytes(ISO_8859_1));
    }

    Frame welcome(Principal principal, String sessionId, boolean recovered, boolean reset, CursorMark cursor) {
        Welcome welcome = new Welcome(
                principal.handle().value(),
                principal.device().value(),
                sessionId,
                heartbeatSeconds,
                recovered,
                reset ? true : null,
                new String(cursor.text(), ISO_8859_1));
        return new Frame(FrameName.WELCOME, Json.write(welcome), cursor);
    }

    Frame live(CursorMark cursor) {
        return new Frame(FrameName.LIVE, Json.write(new Live(new String(cursor.text(), ISO_8859_1))), cursor);
    }

    /// @param reason its [Closing#goodbye]
    Frame goodbye(Closing closing, String reason) {
        long wait = switch (closing) {
            case DRAINING, UNPARSED, RATE_LIMITED, SLOW_CONSUMER ->
                ThreadLocalRandom.current().nextLong(LEAST_RECONNECT_MILLIS, reconnectMillis);
            default -> 0;
        };
        return new Frame(FrameName.GOODBYE, Json.write(new Goodbye(reason, wait)), null);
    }

    static Frame event(FrameName name, Object data) {
        return new Frame(name, Json.write(data), null);
    }

    /// @param userId the handle of who types
    static Frame typing(TypingSignal signal, String userId) {
        Typing typing = new Typing(signal.conversationId().value(), userId, signal.active());
        return Frame.passing(
                FrameName.TYPING, Json.write(typing), new TypingTopic(signal.conversationId(), signal.member()));
    }

    /// @param userId the handle of whose presence it is
    static Frame presence(String userId, PresenceView view) {
        return Frame.passing(
                FrameName.PRESENCE_CHANGED, Json.write(WirePresence.of(userId, view)), new PresenceTopic(userId));
    }

    static Frame profile(WireProfile profile) {
        return Frame.passing(FrameName.PROFILE_CHANGED, Json.write(profile), new ProfileTopic(profile.userId()));
    }

    static Frame empty(FrameName name) {
        return new Frame(name, EMPTY, null);
    }

    /// @param id as JSON
    static Frame pong(@Nullable String id) {
        return id == null ? empty(FrameName.PONG) : plain(FrameName.PONG, "{\"id\":" + id + '}');
    }

    static Frame ack(String id) {
        return plain(FrameName.ACK, "{\"id\":" + id + '}');
    }

    static Frame ack(String id, long version) {
        return plain(FrameName.ACK, "{\"id\":" + id + ",\"version\":" + version + '}');
    }

    static Frame ack(String id, MessageAcceptance accepted) {
        StringBuilder json = new StringBuilder(192);
        json.append("{\"id\":").append(id).append(",\"version\":").append(accepted.version());
        json.append(",\"messageId\":\"").append(accepted.messageId()).append("\",\"seq\":");
        json.append(accepted.seq());
        if (accepted.sentAt() != null) {
            json.append(",\"sentAt\":\"").append(Json.time(accepted.sentAt())).append('"');
        }
        return plain(FrameName.ACK, json.append('}').toString());
    }

    static Frame failed(String id, @Nullable String clientMessageId, Problem problem) {
        return new Frame(FrameName.FAILED, Json.write(new Failed(new RawValue(id), clientMessageId, problem)), null);
    }

    /// An id is ASCII or what Jackson wrote; anything else here is ASCII.
    private static Frame plain(FrameName name, String json) {
        return new Frame(name, json.getBytes(java.nio.charset.StandardCharsets.UTF_8), null);
    }

    private record Welcome(
            String userId,
            String device,
            String sessionId,
            long heartbeatSeconds,
            boolean recovered,
            @Nullable Boolean reset,
            String cursor) {}

    private record Live(String cursor) {}

    private record Typing(String conversationId, String userId, boolean active) {}

    private record PresenceTopic(String userId) {}

    private record ProfileTopic(String userId) {}

    private record TypingTopic(ConversationId conversationId, Uid member) {}

    private record Goodbye(String reason, long reconnectAfterMillis) {}

    private record Failed(RawValue id, @Nullable String clientMessageId, Problem problem) {}
}
