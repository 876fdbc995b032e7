package io.verbatim.gateway.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.vault.VaultBusyException;
import io.verbatim.gateway.bus.RefusedException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Problems problems = new Problems(meters);

    @Test
    void shouldTellWhatWasExpected() {
        assertThat(problems.of(new ProblemException(Problem.tooLarge(5)))).isEqualTo(Problem.tooLarge(5));
        assertThat(nameOf(new RefusedException(Refusal.of(RefusalCode.BLOCKED, ""))))
                .isEqualTo(ProblemName.BLOCKED);
    }

    @Test
    void shouldTellThatThereIsTooMuchToDo() {
        assertThat(nameOf(new VaultBusyException("full"))).isEqualTo(ProblemName.UNAVAILABLE);
        assertThat(nameOf(new RejectedExecutionException())).isEqualTo(ProblemName.UNAVAILABLE);
        assertThat(nameOf(new TimeoutException())).isEqualTo(ProblemName.UNAVAILABLE);
    }

    @Test
    void shouldLookIntoWrappers() {
        ProblemException expected = new ProblemException(ProblemName.FORBIDDEN);
        assertThat(nameOf(new CompletionException(expected))).isEqualTo(ProblemName.FORBIDDEN);
        assertThat(nameOf(new ExecutionException(new CompletionException(expected))))
                .isEqualTo(ProblemName.FORBIDDEN);
    }

    @Test
    void shouldTellNothingOfAFault() {
        Problem told = problems.of(new IllegalStateException("secret"));
        assertThat(told).isEqualTo(Problem.of(ProblemName.INTERNAL));
        assertThat(told.detail()).isNull();
    }

    @Test
    void shouldCountByName() {
        problems.of(new ProblemException(ProblemName.BLOCKED));
        problems.told(Problem.of(ProblemName.BLOCKED));
        assertThat(meters.get(Problems.METER).tag("name", "blocked").counter().count())
                .isEqualTo(2);
        assertThat(meters.get(Problems.METER).tag("name", "internal").counter().count())
                .isZero();
    }

    private static ProblemName nameOf(Throwable failure) {
        return Problems.nameOf(failure);
    }
}
