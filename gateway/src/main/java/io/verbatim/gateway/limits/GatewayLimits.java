package io.verbatim.gateway.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How large things may be. Clients read these at `GET /v1/server`.
///
/// @param text code points of a message's text; beyond it `invalid`
/// @param displayName code points of a person's or a device's name; beyond it `invalid`
/// @param data bytes of a message's `data`; beyond it `invalid`
/// @param mentions per message; beyond it `invalid`
/// @param emoji bytes of a reaction's emoji; beyond it `invalid`
/// @param frameIn bytes of a client's frame; beyond it the socket is closed with 4413
/// @param frameOut bytes of a server's frame
/// @param body bytes of a request's body; beyond it `too-large`
/// @param membersInline up to this many members a conversation names them all
/// @param receiptsMembers up to this many members receipts are told to everybody
/// @param typingMembers up to this many members typing is told
/// @param page a list's `limit` if the client names none
/// @param pageMax the greatest `limit`; beyond it `invalid`
/// @param membersPageMax the greatest `limit` of members and receipts; beyond it `invalid`
/// @param ids per request; beyond it `invalid`
/// @param connectionsPerDevice sockets and streams; one more closes the oldest with 4409
/// @param connectionsPerUser sockets and streams; one more closes the oldest with 4409
/// @param devices per user; beyond it `limit-reached`
/// @param blocks per user, as clients are told; beyond it `limit-reached`
/// @param catchUpChanges of one conversation; beyond it `conversation.gap`
/// @param catchUpChangesInAll beyond it `recovered: false`
/// @param cursorDays how long a cursor is good, at least
@ConfigurationProperties("verbatim.gateway.limits")
public record GatewayLimits(
        @DefaultValue("8000") int text,
        @DefaultValue("64") int displayName,
        @DefaultValue("4KB") DataSize data,
        @DefaultValue("50") int mentions,
        @DefaultValue("64B") DataSize emoji,
        @DefaultValue("128KB") DataSize frameIn,
        @DefaultValue("512KB") DataSize frameOut,
        @DefaultValue("256KB") DataSize body,
        @DefaultValue("100") int membersInline,
        @DefaultValue("64") int receiptsMembers,
        @DefaultValue("256") int typingMembers,
        @DefaultValue("50") int page,
        @DefaultValue("200") int pageMax,
        @DefaultValue("1000") int membersPageMax,
        @DefaultValue("100") int ids,
        @DefaultValue("8") int connectionsPerDevice,
        @DefaultValue("32") int connectionsPerUser,
        @DefaultValue("50") int devices,
        @DefaultValue("5000") int blocks,
        @DefaultValue("1000") int catchUpChanges,
        @DefaultValue("10000") int catchUpChangesInAll,
        @DefaultValue("30") int cursorDays) {
    /// Whose presence one connection can be told; beyond it `limit-reached`.
    public static final int WATCHED = 500;
}
