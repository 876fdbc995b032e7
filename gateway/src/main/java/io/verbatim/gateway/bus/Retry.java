package io.verbatim.gateway.bus;

import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Repeats commands that were refused for now: the same command with the same ids, so that nothing is recorded twice.
/// Waits with exponential back-off and full jitter, then gives up.
public final class Retry {
    private final RetryProperties properties;

    public Retry(RetryProperties properties) {
        this.properties = properties;
    }

    /// Whether a repeat may end otherwise.
    public static boolean isRetryable(Throwable failure) {
        Refusal refusal = refusalIn(failure);
        return refusal != null && refusal.code().retryable();
    }

    /// Makes attempts until one ends with anything but a retryable refusal, or the time is over. Once an attempt has
    /// perhaps been recorded, giving up says so, whatever the last attempt ended with.
    ///
    /// The first attempt is made on the calling thread; repeats are not.
    public <A> CompletionStage<A> run(Supplier<CompletionStage<A>> attempt) {
        CompletionStage<A> first = attempt.get();
        if (first instanceof CompletableFuture<A> future && future.isDone() && !future.isCompletedExceptionally()) {
            return first;
        }
        CompletableFuture<A> outcome = new CompletableFuture<>();
        new Attempts<>(attempt, outcome, System.nanoTime()).await(first);
        return outcome;
    }

    private static @Nullable Refusal refusalIn(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof RefusedException refused ? refused.refusal() : null;
    }

    /// The attempts of one command, one after the other.
    private final class Attempts<A> {
        private final Supplier<CompletionStage<A>> attempt;
        private final CompletableFuture<A> outcome;
        private final long startedNanos;
        private int failed;
        private boolean perhapsRecorded;

        Attempts(Supplier<CompletionStage<A>> attempt, CompletableFuture<A> outcome, long startedNanos) {
            this.attempt = attempt;
            this.outcome = outcome;
            this.startedNanos = startedNanos;
        }

        void await(CompletionStage<A> stage) {
            stage.whenComplete((answer, failure) -> {
                if (failure == null) {
                    outcome.complete(answer);
                } else {
                    failed(failure);
                }
            });
        }

        private void failed(Throwable failure) {
            Refusal refusal = refusalIn(failure);
            if (refusal == null || !refusal.code().retryable()) {
                outcome.completeExceptionally(failure);
                return;
            }
            perhapsRecorded |= refusal.code() == RefusalCode.OUTCOME_UNKNOWN;
            Duration delay = delay();
            Duration spent = Duration.ofNanos(System.nanoTime() - startedNanos);
            if (spent.plus(delay).compareTo(properties.giveUpAfter()) > 0) {
                outcome.completeExceptionally(perhapsRecorded ? unknown(refusal) : failure);
                return;
            }
            CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS)
                    .execute(this::again);
        }

        private void again() {
            try {
                await(attempt.get());
            } catch (RuntimeException | Error fault) {
                outcome.completeExceptionally(fault);
            }
        }

        private Duration delay() {
            long ceiling = properties.firstDelay().toNanos() << Math.min(failed++, 20);
            long bound = Math.min(Math.max(ceiling, 1), properties.maxDelay().toNanos());
            return Duration.ofNanos(bound / 2 + ThreadLocalRandom.current().nextLong(bound / 2 + 1));
        }

        private static RefusedException unknown(Refusal last) {
            return new RefusedException(Refusal.of(RefusalCode.OUTCOME_UNKNOWN, last.detail()));
        }
    }
}
