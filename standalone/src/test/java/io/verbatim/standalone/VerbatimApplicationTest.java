package io.verbatim.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.api.live.LogEpoch;
import io.verbatim.command.log.LogEpochs;
import io.verbatim.standalone.backup.BackupCommands;
import io.verbatim.standalone.backup.RefusedException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.ConfigurableApplicationContext;

/// The program as one process sees it: starts, answers, backs up, and is restored.
class VerbatimApplicationTest {

    private static final String ANA = "{\"userId\":\"ana\",\"password\":\"a horse correct\",\"displayName\":\"Ana\"}";

    @TempDir
    Path temp;

    private final HttpClient http = HttpClient.newHttpClient();
    private Path data;

    @BeforeEach
    void nameFolder() {
        data = temp.resolve("data");
    }

    @Test
    void shouldSayHowItIsOnTheManagementPortAlone() throws Exception {
        try (ConfigurableApplicationContext application = start(data)) {
            assertThat(get(application, "management", "/actuator/health").body())
                    .contains("\"status\":\"UP\"", "\"log\"", "\"vault\"", "\"views\"");
            assertThat(get(application, "management", "/actuator/health/readiness")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(get(application, "management", "/actuator/prometheus").body())
                    .contains("jvm_memory_used_bytes");
            assertThat(get(application, "management", "/actuator/env").statusCode())
                    .isEqualTo(404);
            assertThat(get(application, "server", "/actuator/health").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void shouldCountWhatIsLoggedByLevel() throws Exception {
        Logger logger = LoggerFactory.getLogger(VerbatimApplicationTest.class);
        try (ConfigurableApplicationContext application = start(data)) {
            logger.error("Counted");
            logger.trace("Not logged, not counted");
            assertThat(get(application, "management", "/actuator/prometheus").body())
                    .contains("logback_events_total{level=\"error\"} 1.0", "logback_events_total{level=\"trace\"} 0.0");
        }
    }

    @Test
    void shouldNotStartWhereNobodyParses() {
        assertThatThrownBy(() -> start(data, "--verbatim.gateway.parser.place=remote"))
                .hasRootCauseInstanceOf(InvalidConfigurationPropertyValueException.class);
    }

    @Test
    void shouldKeepItsDataToItselfAndHaveItAfterARestart() throws Exception {
        try (ConfigurableApplicationContext application = start(data)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
            assertThat(register(application)).isEqualTo(201);
            assertThatThrownBy(() -> start(data))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("data: " + data + " is in use by another process (expected: one process)");
        }
        try (ConfigurableApplicationContext application = start(data)) {
            assertThat(register(application)).isEqualTo(409);
        }
    }

    @Test
    void shouldGiveBackWhatWasBackedUpWhileItServed() throws Exception {
        Path backup = temp.resolve("backup");
        Path restored = temp.resolve("restored");
        LogEpoch before;
        try (ConfigurableApplicationContext application = start(data)) {
            assertThat(register(application)).isEqualTo(201);
            before = application.getBean(LogEpoch.class);
            commands(data).backup(backup);
        }
        commands(restored).restore(backup);
        try (ConfigurableApplicationContext application = start(restored)) {
            assertThat(register(application)).isEqualTo(409);
            LogEpoch after = application.getBean(LogEpoch.class);
            assertThat(after.restored()).isTrue();
            assertThat(after.value()).isNotEqualTo(before.value());
        }
    }

    private static ConfigurableApplicationContext start(Path folder, String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--management.server.port=0",
                "--verbatim.data=" + folder,
                "--verbatim.vault.argon2.memory=64KB"));
        settings.addAll(List.of(more));
        return VerbatimApplication.start(settings.toArray(String[]::new));
    }

    private static BackupCommands commands(Path folder) {
        return new BackupCommands(folder, LogEpochs::renew, System.out);
    }

    private int register(ConfigurableApplicationContext application) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(application, "server", "/v1/accounts"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(ANA))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private HttpResponse<String> get(ConfigurableApplicationContext application, String port, String path)
            throws Exception {
        return http.send(HttpRequest.newBuilder(uri(application, port, path)).build(), BodyHandlers.ofString());
    }

    private static URI uri(ConfigurableApplicationContext application, String port, String path) {
        String number = application.getEnvironment().getRequiredProperty("local." + port + ".port");
        return URI.create("http://127.0.0.1:" + number + path);
    }
}
