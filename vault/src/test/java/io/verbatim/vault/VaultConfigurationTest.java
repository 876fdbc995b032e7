package io.verbatim.vault;

import static io.verbatim.testkit.People.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.backup.Checkpointed;
import io.verbatim.api.vault.Handles;
import io.verbatim.api.vault.Keys;
import io.verbatim.api.vault.Secrets;
import io.verbatim.testkit.TestClock;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class VaultConfigurationTest {

    @TempDir
    Path folder;

    @Test
    void shouldGiveThePortsAndCloseTheStore() {
        ApplicationContextRunner runner = new ApplicationContextRunner()
                .withBean(Clock.class, TestClock::new)
                .withUserConfiguration(VaultConfiguration.class)
                .withPropertyValues("verbatim.vault.folder=" + folder);
        byte[][] secret = new byte[2][];

        for (int start = 0; start < 2; start++) {
            int n = start;
            runner.run(context -> {
                assertThat(context).hasSingleBean(Keys.class).hasSingleBean(Handles.class);
                assertThat(context.getBean(Checkpointed.class).name()).isEqualTo("vault");
                secret[n] = context.getBean(Secrets.class).named("cursors");
                assertThat(context.getBean(Handles.class).reserve(ANA.handle())).isNotNull();
            });
        }
        assertThat(secret[0]).hasSize(32).isEqualTo(secret[1]);
    }
}
