package io.verbatim.api.live;

/// Subscribes a gateway to all routers: answered by one of them with its [RouterName], and by each with
/// [RouterUpdate]s. What it is to be told of, it says to each router by [ChangeInterest].
///
/// @param gateway the gateway's epoch
public record WatchLiveFeed(String gateway) {}
