package io.verbatim.gateway.limits;

import io.verbatim.api.conversation.GroupLimits;
import io.verbatim.api.conversation.ReactionLimits;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The limits as clients read them, by the protocol's names.
public final class PublishedLimits {
    private final Map<String, Long> byName;

    public PublishedLimits(GatewayLimits limits, RateLimitProperties rates, Duration heartbeat) {
        Map<String, Long> names = new LinkedHashMap<>();
        names.put("text", (long) limits.text());
        names.put("displayName", (long) limits.displayName());
        names.put("data", limits.data().toBytes());
        names.put("emoji", limits.emoji().toBytes());
        names.put("emojiPerMessage", (long) ReactionLimits.EMOJI);
        names.put("emojiPerUser", (long) ReactionLimits.OF_ONE_PERSON);
        names.put("frameInBytes", limits.frameIn().toBytes());
        names.put("frameOutBytes", limits.frameOut().toBytes());
        names.put("body", limits.body().toBytes());
        names.put("mentions", (long) limits.mentions());
        names.put("title", (long) GroupLimits.TITLE);
        names.put("group", (long) GroupLimits.MEMBERS);
        names.put("addedAtOnce", (long) GroupLimits.ADDED_AT_ONCE);
        names.put("membersInline", (long) limits.membersInline());
        names.put("receiptsMembers", (long) limits.receiptsMembers());
        names.put("typingMembers", (long) limits.typingMembers());
        names.put("watched", (long) GatewayLimits.WATCHED);
        names.put("limit", (long) limits.pageMax());
        names.put("membersLimit", (long) limits.membersPageMax());
        names.put("ids", (long) limits.ids());
        names.put("connectionsPerDevice", (long) limits.connectionsPerDevice());
        names.put("connectionsPerUser", (long) limits.connectionsPerUser());
        names.put("devices", (long) limits.devices());
        names.put("blocks", (long) limits.blocks());
        names.put("catchUpChanges", (long) limits.catchUpChanges());
        names.put("catchUpChangesInAll", (long) limits.catchUpChangesInAll());
        names.put("cursorDays", (long) limits.cursorDays());
        names.put("heartbeatSeconds", heartbeat.toSeconds());
        if (rates.enabled()) {
            names.put("sendsPerSecond", (long) rates.sendsPerSecond());
            names.put("sendsBurst", (long) rates.sendsBurst());
            names.put("callsPerSecond", (long) rates.callsPerSecond());
            names.put("callsBurst", (long) rates.callsBurst());
            names.put("signInsPerMinute", (long) rates.signInsPerMinute());
            names.put("signInFailures", (long) rates.failures());
        }
        this.byName = Collections.unmodifiableMap(names);
    }

    public Map<String, Long> byName() {
        return byName;
    }
}
