package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import java.time.Instant;

/// A message as it now stands. Texts stay sealed; the gateway opens them when an answer or a frame is made.
///
/// @param seq its place
/// @param version of its own last change
/// @param sender who
/// @param clientMessageId the UUID of the sending client
/// @param sentAt the stored time
/// @param content what was said
public record MessageView(
        long seq, long version, Uid sender, String clientMessageId, Instant sentAt, MessageContent content) {}
