package io.verbatim.standalone;

import io.micrometer.core.instrument.MeterRegistry;
import io.verbatim.api.backup.Checkpointed;
import io.verbatim.api.health.SelfChecked;
import io.verbatim.query.projection.ViewsHealth;
import io.verbatim.standalone.backup.ControlSocket;
import io.verbatim.standalone.backup.LiveBackup;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.springframework.beans.factory.annotation.Value;
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
    SelfChecked viewsCheck(ViewsHealth views) {
        return new ViewsCheck(views);
    }

    @Bean
    CompositeHealthContributor partsHealthContributor(List<SelfChecked> parts) {
        return PartsHealth.of(parts);
    }

    /// Both sides of the queries are in this process.
    @Bean
    QueryBus queryBus() {
        return SimpleQueryBus.builder().build();
    }

    @Bean
    ControlSocket controlSocket(@Value("${verbatim.data}") Path data, List<Checkpointed> stores) {
        return new ControlSocket(data, new LiveBackup(stores));
    }

    @Bean
    LoggedLines loggedLines(MeterRegistry registry) {
        return LoggedLines.counted(registry);
    }

    @Bean
    StartLine startLine() {
        return new StartLine();
    }
}
