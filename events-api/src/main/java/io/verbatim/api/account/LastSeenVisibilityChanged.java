package io.verbatim.api.account;

/// Others may see the person's presence, or may not.
///
/// @param visibility who may from now on; before the first of these events: everyone
public record LastSeenVisibilityChanged(LastSeenVisibility visibility) implements AccountEvent {}
