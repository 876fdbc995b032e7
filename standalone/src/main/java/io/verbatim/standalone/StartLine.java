package io.verbatim.standalone;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/// Says where the program listens, once it does.
final class StartLine implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(StartLine.class);

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        Environment environment = event.getApplicationContext().getEnvironment();
        LOG.info(
                "Verbatim listens on http://localhost:{} (data in {}, health and metrics on port {})",
                environment.getProperty("local.server.port"),
                environment.getProperty("verbatim.data"),
                environment.getProperty("local.management.port"));
    }
}
