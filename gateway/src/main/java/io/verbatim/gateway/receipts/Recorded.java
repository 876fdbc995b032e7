package io.verbatim.gateway.receipts;

import io.verbatim.api.conversation.ReceiptsAnswer.Outcome;

/// What became of a receipt.
///
/// @param version the conversation's version afterwards
/// @param outcome what became of it
public record Recorded(long version, Outcome outcome) {}
