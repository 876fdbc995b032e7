package io.verbatim.gateway.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RetryTest {
    private final Retry retry =
            new Retry(new RetryProperties(Duration.ofSeconds(20), Duration.ofMillis(1), Duration.ofMillis(2)));
    private int attempts;

    @Test
    void shouldMakeOneAttemptWhenItIsAnswered() throws Exception {
        assertThat(get(retry.run(scripted("yes")))).isEqualTo("yes");
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void shouldRepeatWhatWasRefusedForNow() throws Exception {
        assertThat(get(retry.run(scripted(RefusalCode.UNAVAILABLE, RefusalCode.OUTCOME_UNKNOWN, "yes"))))
                .isEqualTo("yes");
        assertThat(attempts).isEqualTo(3);
    }

    @Test
    void shouldNotRepeatWhatIsRefusedForGood() {
        assertThat(codeOf(retry.run(scripted(RefusalCode.UNAVAILABLE, RefusalCode.NOT_FOUND))))
                .isEqualTo(RefusalCode.NOT_FOUND);
        assertThat(attempts).isEqualTo(2);
    }

    @Test
    void shouldNotRepeatAFault() {
        assertThatThrownBy(() -> get(retry.run(scripted(new IllegalStateException("fault")))))
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void shouldGiveUpInTime() {
        assertThat(codeOf(impatient().run(scripted(RefusalCode.UNAVAILABLE, "too late"))))
                .isEqualTo(RefusalCode.UNAVAILABLE);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void shouldSayThatItMayBeRecordedWhenAnyAttemptMayHaveBeen() {
        Retry brief =
                new Retry(new RetryProperties(Duration.ofMillis(500), Duration.ofMillis(1), Duration.ofSeconds(2)));
        Object[] script = new Object[64];
        Arrays.fill(script, RefusalCode.UNAVAILABLE);
        script[1] = RefusalCode.OUTCOME_UNKNOWN;
        assertThat(codeOf(brief.run(scripted(script)))).isEqualTo(RefusalCode.OUTCOME_UNKNOWN);
        assertThat(attempts).isGreaterThan(2);
    }

    @Test
    void shouldKnowWhatIsRetryable() {
        assertThat(Retry.isRetryable(new RefusedException(Refusal.of(RefusalCode.UNAVAILABLE, ""))))
                .isTrue();
        assertThat(Retry.isRetryable(new RefusedException(Refusal.of(RefusalCode.BLOCKED, ""))))
                .isFalse();
        assertThat(Retry.isRetryable(new IllegalStateException())).isFalse();
    }

    private static Retry impatient() {
        return new Retry(new RetryProperties(Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1)));
    }

    private java.util.function.Supplier<CompletionStage<String>> scripted(Object... outcomes) {
        Deque<Object> script = new ArrayDeque<>(Arrays.asList(outcomes));
        return () -> {
            attempts++;
            return switch (script.removeFirst()) {
                case RefusalCode code -> CompletableFuture.failedFuture(new RefusedException(Refusal.of(code, "")));
                case Throwable fault -> CompletableFuture.failedFuture(fault);
                case Object answer -> CompletableFuture.completedFuture((String) answer);
            };
        };
    }

    private static RefusalCode codeOf(CompletionStage<String> stage) {
        try {
            get(stage);
            throw new AssertionError("answered (expected: a refusal)");
        } catch (ExecutionException failed) {
            return ((RefusedException) failed.getCause()).refusal().code();
        } catch (Exception other) {
            throw new AssertionError(other);
        }
    }

    private static String get(CompletionStage<String> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
