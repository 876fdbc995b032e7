package io.verbatim.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final Progress progress = new Progress();

    @Test
    void shouldCompleteThoseWhoWaitForWhatIsReached() {
        CompletableFuture<Void> five = progress.reached(5);
        CompletableFuture<Void> seven = progress.reached(7);
        progress.advance(6);
        assertThat(five).isCompleted();
        assertThat(seven).isNotDone();
        progress.advance(9);
        assertThat(seven).isCompleted();
        assertThat(progress.waiting()).isZero();
    }

    @Test
    void shouldNotLetWaitForWhatIsThere() {
        progress.advance(5);
        assertThat(progress.reached(5)).isCompleted();
        assertThat(progress.reached(0)).isCompleted();
    }

    @Test
    void shouldForgetWhoGivesUp() {
        progress.reached(5).cancel(false);
        assertThat(progress.waiting()).isZero();
    }

    @Test
    void shouldLetEverybodyWaitForTheFloor() {
        progress.restart(3, 8);
        CompletableFuture<Void> anything = progress.reached(0);
        assertThat(anything).isNotDone();
        progress.advance(8);
        assertThat(anything).isCompleted();
    }

    @Test
    void shouldNotShowLessAfterALossThanBefore() {
        progress.advance(20);
        int era = progress.era();
        progress.restart(0, 0);
        assertThat(progress.era()).isNotEqualTo(era);
        assertThat(progress.floor()).isEqualTo(20);
        assertThat(progress.reached(1)).isNotDone();
        progress.restart(12, 15);
        assertThat(progress.floor()).isEqualTo(20);
        progress.advance(20);
        assertThat(progress.reached(1)).isCompleted();
    }

    @Test
    void shouldForgetNobodyWhileItAdvances() throws Exception {
        int positions = 20_000;
        List<CompletableFuture<Void>> waiters = new ArrayList<>();
        Thread advancing = Thread.ofPlatform().start(() -> {
            for (int position = 1; position <= positions; position++) {
                progress.advance(position);
            }
        });
        for (int position = 1; position <= positions; position++) {
            waiters.add(progress.reached(position));
        }
        advancing.join();
        CompletableFuture.allOf(waiters.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
        assertThat(progress.waiting()).isZero();
    }
}
