package io.verbatim.standalone;

import io.micrometer.core.instrument.MeterRegistry;
import io.verbatim.api.live.LiveFeed;
import io.verbatim.api.live.LogEpoch;
import io.verbatim.api.vault.Erasures;
import io.verbatim.api.vault.GatewayBeats;
import io.verbatim.api.vault.Handles;
import io.verbatim.api.vault.Keys;
import io.verbatim.api.vault.Secrets;
import io.verbatim.gateway.GatewaySideConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.queryhandling.QueryBus;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;

/// Another gateway in the JVM of a program that runs: with its log, vault and buses, and sockets of its
/// own.
final class GatewayBeside {

    private static final List<Class<?>> SHARED = List.of(
            CommandBus.class,
            QueryBus.class,
            LogEpoch.class,
            Erasures.class,
            Keys.class,
            Handles.class,
            Secrets.class,
            Clock.class,
            MeterRegistry.class);

    private GatewayBeside() {}

    /// @param settings `--name=value`, above those that all of them have
    static ConfigurableApplicationContext start(
            ConfigurableApplicationContext program, LiveFeed feed, String... settings) {
        return start(program, feed, program.getBean(GatewayBeats.class), settings);
    }

    /// @param beats where it says that it lives
    static ConfigurableApplicationContext start(
            ConfigurableApplicationContext program, LiveFeed feed, GatewayBeats beats, String... settings) {
        Set<Object> shared = Collections.newSetFromMap(new IdentityHashMap<>());
        SHARED.forEach(type -> shared.add(program.getBean(type)));
        shared.add(feed);
        shared.add(beats);
        return new SpringApplicationBuilder(Gateway.class)
                .web(WebApplicationType.REACTIVE)
                .initializers(fresh -> shared.forEach(bean ->
                        fresh.getBeanFactory().registerSingleton("shared" + System.identityHashCode(bean), bean)))
                .run(arguments(settings));
    }

    private static String[] arguments(String... settings) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "--server.address", "127.0.0.1",
                "--server.port", "0",
                "--management.server.port", "-1",
                "--management.endpoint.health.validate-group-membership", "false",
                "--verbatim.ratelimits.enabled", "false"));
        for (String setting : settings) {
            int name = setting.indexOf('=');
            all.put(setting.substring(0, name), setting.substring(name + 1));
        }
        return all.entrySet().stream()
                .map(setting -> setting.getKey() + '=' + setting.getValue())
                .toArray(String[]::new);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(GatewaySideConfiguration.class)
    static class Gateway {

        /// Event loops of its own: who ends first would end those that all share.
        @Bean
        ReactorResourceFactory reactorResourceFactory() {
            ReactorResourceFactory resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            resources.setShutdownQuietPeriod(Duration.ZERO);
            return resources;
        }
    }
}
