package io.verbatim.standalone;

import io.verbatim.api.health.SelfChecked;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the sides need of one process.
@Configuration(proxyBeanMethods = false)
class StandaloneConfiguration {

    @Bean
    @SuppressWarnings("TimeZoneUsage") // the one clock that all others are given
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    CompositeHealthContributor partsHealthContributor(List<SelfChecked> parts) {
        return PartsHealth.of(parts);
    }

    @Bean
    StartLine startLine() {
        return new StartLine();
    }
}
