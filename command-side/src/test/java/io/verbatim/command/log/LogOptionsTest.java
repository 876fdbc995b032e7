package io.verbatim.command.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rocksdb.WALRecoveryMode;

class LogOptionsTest {

    /// What no test without a power switch can show.
    @Test
    void shouldSyncEveryWrite() {
        try (LogOptions options = new LogOptions(1 << 20, true)) {
            assertThat(options.synced().sync()).isTrue();
            assertThat(options.synced().disableWAL()).isFalse();
            assertThat(options.database().manualWalFlush()).isFalse();
            assertThat(options.database().walRecoveryMode()).isEqualTo(WALRecoveryMode.AbsoluteConsistency);
        }
    }
}
