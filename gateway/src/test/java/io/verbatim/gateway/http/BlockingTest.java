package io.verbatim.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.error.Problems;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class BlockingTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Blocking blocking = new Blocking(
            new HttpProperties(List.of(), Duration.ofMillis(50), Duration.ofMillis(50), DataSize.ofBytes(1), 1, 1));

    @AfterEach
    void close() {
        blocking.close();
    }

    @Test
    void shouldRunOnItsOwnThreads() {
        assertThat(blocking.call(() -> Thread.currentThread().getName()).block(SOON))
                .startsWith("gateway-blocking");
    }

    @Test
    void shouldRefuseWhatTheQueueDoesNotHold() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        Mono<Boolean> held = blocking.call(() -> {
            started.countDown();
            return release.await(20, java.util.concurrent.TimeUnit.SECONDS);
        });
        CompletableFuture<Boolean> running = held.toFuture();
        started.await();
        CompletableFuture<Integer> queued = blocking.call(() -> 1).toFuture();
        StepVerifier.create(blocking.call(() -> 2))
                .expectErrorMatches(busy -> Problems.nameOf(busy) == ProblemName.UNAVAILABLE)
                .verify(SOON);
        release.countDown();
        assertThat(running.get()).isTrue();
        assertThat(queued.get()).isEqualTo(1);
    }

    @Test
    void shouldNotKnowTheOutcomeOfACommandWithoutAnAnswer() {
        StepVerifier.create(blocking.command(CompletableFuture::new))
                .expectErrorMatches(late -> Problems.nameOf(late) == ProblemName.OUTCOME_UNKNOWN)
                .verify(SOON);
        StepVerifier.create(blocking.prepareAndCommand(CompletableFuture::new))
                .expectErrorMatches(late -> Problems.nameOf(late) == ProblemName.OUTCOME_UNKNOWN)
                .verify(SOON);
    }

    @Test
    void shouldNotWaitForeverForAQuery() {
        StepVerifier.create(blocking.ask(CompletableFuture::new))
                .expectErrorMatches(late -> Problems.nameOf(late) == ProblemName.UNAVAILABLE)
                .verify(SOON);
    }

    @Test
    void shouldLeaveTheThreadThatGivesAnAnswer() throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        AtomicReference<Thread> seen = new AtomicReference<>();
        CompletableFuture<String> done = blocking.command(() -> answer)
                .doOnNext(given -> seen.set(Thread.currentThread()))
                .toFuture();
        Thread publisher = new Thread(() -> answer.complete("yes"));
        publisher.start();
        assertThat(done.get()).isEqualTo("yes");
        assertThat(seen.get()).isNotEqualTo(publisher);
    }
}
