package io.verbatim.standalone;

import io.verbatim.command.CommandSideConfiguration;
import io.verbatim.gateway.GatewaySideConfiguration;
import io.verbatim.query.QuerySideConfiguration;
import io.verbatim.query.RocksViewsConfiguration;
import io.verbatim.query.SearchConfiguration;
import io.verbatim.standalone.backup.DataFolder;
import io.verbatim.vault.VaultConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/// All sides in one JVM.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    LiveFeedConfiguration.class, // before the gateway, which asks for a router
    CommandSideConfiguration.class,
    GatewaySideConfiguration.class,
    ParserRoleConfiguration.class,
    QuerySideConfiguration.class,
    RocksViewsConfiguration.class,
    SearchConfiguration.class,
    StandaloneConfiguration.class,
    VaultConfiguration.class
})
public class VerbatimApplication {

    /// Starts it; on return it listens.
    public static ConfigurableApplicationContext start(String... arguments) {
        ProcessSettings.apply();
        SpringApplication application = new SpringApplication(VerbatimApplication.class);
        application.addInitializers(VerbatimApplication::holdDataFolder);
        return application.run(arguments);
    }

    /// Before any store is opened; let go of after all are closed.
    private static void holdDataFolder(ConfigurableApplicationContext context) {
        try {
            DataFolder folder =
                    DataFolder.serve(Path.of(context.getEnvironment().getRequiredProperty("verbatim.data")));
            if (context.getBeanFactory() instanceof DefaultListableBeanFactory beans) {
                beans.registerDisposableBean("dataFolder", folder::close);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
