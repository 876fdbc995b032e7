package io.verbatim.standalone;

import io.verbatim.standalone.backup.DataFolder;
import io.verbatim.vault.VaultConfiguration;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/// All sides in one JVM.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({StandaloneConfiguration.class, VaultConfiguration.class})
public class VerbatimApplication {

    /// Starts it; on return it listens.
    public static ConfigurableApplicationContext start(String... arguments) {
        ProcessSettings.apply();
        SpringApplication application = new SpringApplication(VerbatimApplication.class);
        application.addInitializers(
                context -> DataFolder.prepare(Path.of(context.getEnvironment().getRequiredProperty("verbatim.data"))));
        return application.run(arguments);
    }
}
