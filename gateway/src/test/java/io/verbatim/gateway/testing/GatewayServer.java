package io.verbatim.gateway.testing;

import io.verbatim.api.DeviceId;
import io.verbatim.api.live.LogEpoch;
import io.verbatim.api.vault.RefreshTokens;
import io.verbatim.gateway.GatewaySideConfiguration;
import io.verbatim.gateway.auth.AccessTokens;
import io.verbatim.gateway.cursor.PageMarks;
import io.verbatim.testkit.People.Person;
import io.verbatim.testkit.TestClock;
import io.verbatim.testkit.TransparentKeys;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.test.web.reactive.server.WebTestClient;

/// The whole gateway on a real socket, between sides and a vault that are scripted.
public final class GatewayServer implements AutoCloseable {
    public static final DeviceId DEVICE = DeviceId.of("phone");

    private final ScriptedSides sides = new ScriptedSides();
    private final ScriptedFeed feed = new ScriptedFeed();
    private final MemoryVault vault = new MemoryVault();
    private final TestClock clock = new TestClock();
    private final TransparentKeys keys = new TransparentKeys();
    private final ConfigurableApplicationContext context;
    private final WebTestClient client;

    /// @param settings `name=value`
    public static GatewayServer start(String... settings) {
        return new GatewayServer(settings);
    }

    private GatewayServer(String... settings) {
        context = new SpringApplicationBuilder(Assembly.class)
                .web(WebApplicationType.REACTIVE)
                .initializers(fresh -> {
                    var beans = fresh.getBeanFactory();
                    beans.registerSingleton("commandBus", sides.commandBus());
                    beans.registerSingleton("queryBus", sides.queryBus());
                    beans.registerSingleton("liveFeed", feed);
                    beans.registerSingleton("vault", vault);
                    beans.registerSingleton("keys", keys);
                    beans.registerSingleton("clock", clock);
                    beans.registerSingleton("logEpoch", new LogEpoch(7, false));
                    beans.registerSingleton("meters", new io.micrometer.core.instrument.simple.SimpleMeterRegistry());
                })
                .run(Stream.concat(
                                Stream.of("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off"),
                                Arrays.stream(settings))
                        .map(setting -> "--" + setting)
                        .toArray(String[]::new));
        client = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port())
                .responseTimeout(Duration.ofSeconds(20))
                .build();
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public ScriptedSides sides() {
        return sides;
    }

    public ScriptedFeed feed() {
        return feed;
    }

    public MemoryVault vault() {
        return vault;
    }

    public TestClock clock() {
        return clock;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    /// Without a token.
    public WebTestClient anonymous() {
        return client;
    }

    /// With a token of the person's device.
    public WebTestClient as(Person person) {
        return withToken(tokenOf(person));
    }

    public WebTestClient withToken(String token) {
        return client.mutate().defaultHeader("Authorization", "Bearer " + token).build();
    }

    /// Signs the person's device in.
    public String tokenOf(Person person) {
        RefreshTokens.Grant grant = vault.begin(person.uid(), DEVICE);
        return bean(AccessTokens.class).issue(grant, person.handle()).value();
    }

    /// The `next` of a list that ends at this place.
    public String mark(Person reader, String path, String place) {
        return bean(PageMarks.class).write(reader.uid(), path, place);
    }

    /// The place of a list's `next`.
    public String place(Person reader, String path, Object mark) {
        return bean(PageMarks.class).read(reader.uid(), path, String.valueOf(mark));
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(GatewaySideConfiguration.class)
    static class Assembly {
        /// Not the JVM's: one server of a test must not close another's threads.
        @Bean
        ReactorResourceFactory ownThreads() {
            ReactorResourceFactory own = new ReactorResourceFactory();
            own.setUseGlobalResources(false);
            own.setShutdownQuietPeriod(Duration.ZERO); // else each test waits two seconds for nothing
            return own;
        }
    }
}
