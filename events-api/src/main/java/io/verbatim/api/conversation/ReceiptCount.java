package io.verbatim.api.conversation;

/// How many members of a large group a message has reached, without its sender. Both only grow, but for members who
/// leave.
///
/// @param seq the message
/// @param delivered how many have it
/// @param read how many have read it
public record ReceiptCount(long seq, int delivered, int read) {}
