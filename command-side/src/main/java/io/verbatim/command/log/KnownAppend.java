package io.verbatim.command.log;

import java.time.Instant;

/// An append whose outcome is known.
sealed interface KnownAppend extends PendingAppend {

    record Synced(Instant at) implements KnownAppend {
        @Override
        public void whenKnown(Waiter waiter) {
            waiter.synced(at);
        }
    }

    record Unknown(Throwable cause) implements KnownAppend {
        @Override
        public void whenKnown(Waiter waiter) {
            waiter.unknown(cause);
        }
    }
}
