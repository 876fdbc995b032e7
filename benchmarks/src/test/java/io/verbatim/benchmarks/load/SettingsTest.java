package io.verbatim.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void shouldHaveTheDefaultsOfTheDesignsBenchmark() {
        Settings settings = Settings.parse();

        assertThat(settings.connections()).isEqualTo(100);
        assertThat(settings.inFlight()).isEqualTo(50);
        assertThat(settings.textBytes()).isEqualTo(120);
        assertThat(settings.warmup()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.receipts()).isEqualTo(Settings.Receipts.EVERY);
        assertThat(settings.flight()).isEqualTo(Settings.Flight.RECEIVE);
    }

    @Test
    void shouldTakeOptions() {
        Settings settings = Settings.parse("--rate", "500", "--receipts", "throttled", "--server-pid", "12");

        assertThat(settings.rate()).isEqualTo(500);
        assertThat(settings.receipts()).isEqualTo(Settings.Receipts.THROTTLED);
        assertThat(settings.serverPid()).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--connections 3",
                "--in-flight 0",
                "--unknown 1",
                "--receipts never",
                "--seconds 0",
                "--seconds 900",
                "--rate",
                "rate 5",
                "--receipts none --flight receipt",
                "--storm 4 --idle 4",
                "--storm 3",
                "--group 1"
            })
    void shouldRefuseWhatMakesNoSense(String options) {
        assertThatIllegalArgumentException().isThrownBy(() -> Settings.parse(options.split(" ")));
    }

    @Test
    void shouldKnowWhoIsConnected() {
        assertThat(Settings.parse().shape()).isEqualTo(new Settings.Pairs());
        assertThat(Settings.parse("--group", "5", "--absent", "7").shape()).isEqualTo(new Settings.Group(5, 7, 5));
        assertThat(Settings.parse("--storm", "4").shape()).isEqualTo(new Settings.Storm(4));
    }
}
