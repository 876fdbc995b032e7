package io.verbatim.command.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A [Gateway], stored. Revision 1.
///
/// @param epoch which
/// @param lostAt its last sign of life, once it is lost
record GatewaySnapshot(String epoch, @Nullable Instant lostAt) {}
