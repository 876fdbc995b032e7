package io.verbatim.gateway.http;

import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Where a call does what may take time. The vault is a disk: no event loop waits for it, and neither does the command
/// side's thread that gives an answer. What is more than the queue holds fails with `unavailable`.
public final class Blocking implements AutoCloseable {
    private static final int IDLE_SECONDS = 60;

    private final HttpProperties properties;
    private final Scheduler scheduler;

    public Blocking(HttpProperties properties) {
        this.properties = properties;
        this.scheduler = Schedulers.newBoundedElastic(
                properties.blockingThreads(), properties.blockingQueue(), "gateway-blocking", IDLE_SECONDS, true);
    }

    /// Makes a call that may look into the vault. What follows runs on the same thread.
    public <T> Mono<T> call(Callable<? extends T> callable) {
        return Mono.<T>fromCallable(callable).subscribeOn(scheduler);
    }

    /// Runs something that may look into the vault.
    public Mono<Void> run(Runnable runnable) {
        return Mono.<Void>fromRunnable(runnable).subscribeOn(scheduler);
    }

    /// Asks the vault for what it works out on threads of its own.
    public <T> Mono<T> await(Callable<CompletionStage<T>> callable) {
        return call(callable)
                .flatMap(Mono::fromCompletionStage)
                .timeout(properties.commandTimeout())
                .publishOn(scheduler);
    }

    /// Asks the views, and goes on where the answer may be rendered.
    public <T> Mono<T> ask(Supplier<CompletionStage<T>> query) {
        return Mono.fromCompletionStage(query)
                .timeout(properties.queryTimeout())
                .publishOn(scheduler);
    }

    /// Waits for a command, and goes on where nothing may block. An answer that does not come is an unknown outcome.
    public <T> Mono<T> command(Supplier<CompletionStage<T>> command) {
        return answer(Mono.fromCompletionStage(command));
    }

    /// The same for a command whose making looks into the vault.
    public <T> Mono<T> prepareAndCommand(Callable<CompletionStage<T>> command) {
        return call(command).flatMap(stage -> answer(Mono.fromCompletionStage(stage)));
    }

    private <T> Mono<T> answer(Mono<T> answer) {
        Duration timeout = properties.commandTimeout();
        return answer.timeout(timeout)
                .onErrorMap(TimeoutException.class, late -> new ProblemException(ProblemName.OUTCOME_UNKNOWN))
                .publishOn(Schedulers.parallel());
    }

    @Override
    public void close() {
        scheduler.dispose();
    }
}
