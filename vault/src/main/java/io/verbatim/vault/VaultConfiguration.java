package io.verbatim.vault;

import io.verbatim.api.vault.Erasures;
import io.verbatim.api.vault.GatewayBeats;
import io.verbatim.api.vault.Handles;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The embedded vault. Gives [Keys], [Handles], [Secrets], [Erasures] and [GatewayBeats], and the store itself, named
/// `vault`, as a
/// [io.verbatim.api.backup.Checkpointed] and a [io.verbatim.api.health.SelfChecked]; needs a [Clock].
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VaultProperties.class)
public class VaultConfiguration {

    @Bean
    VaultStore vault(VaultProperties settings) {
        return VaultStore.open(settings.folder());
    }

    @Bean
    RandomValues vaultRandomValues() {
        return new RandomValues();
    }

    @Bean
    RocksKeys keys(VaultStore vault, Clock clock, RandomValues random, VaultProperties settings) {
        return new RocksKeys(vault, clock, random, settings.cachedKeys());
    }

    @Bean
    Handles handles(VaultStore vault, RandomValues random, VaultProperties settings) {
        return new RocksHandles(vault, random, settings.cachedHandles());
    }

    @Bean
    GatewayBeats gatewayBeats(VaultStore vault) {
        return new RocksGatewayBeats(vault);
    }

    @Bean
    RocksSecrets secrets(VaultStore vault, Clock clock, RandomValues random, VaultProperties settings) {
        return new RocksSecrets(vault, clock, random, settings);
    }

    @Bean
    Erasures erasures(VaultStore vault, RocksKeys keys, RocksSecrets secrets) {
        return new RocksErasures(vault, keys, secrets);
    }
}
