package io.verbatim.gateway.stream;

import io.verbatim.api.conversation.ReceiptCounts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the feed has others do.
final class FeedWork {
    private static final Logger LOG = LoggerFactory.getLogger(FeedWork.class);
    private static final long FIRST_WAIT_MILLIS = 50;
    private static final int MOST_DOUBLINGS = 4;
    private static final Duration COUNTS_PACE = Duration.ofSeconds(1);

    private final Rounds rounds;
    private final Joining joining;
    private final FeedPosition position;
    private final StreamClock clock;
    private final Duration giveUpAfter;

    FeedWork(Rounds rounds, Joining joining, FeedPosition position, StreamClock clock, Duration giveUpAfter) {
        this.rounds = rounds;
        this.joining = joining;
        this.position = position;
        this.clock = clock;
        this.giveUpAfter = giveUpAfter;
    }

    FeedPosition position() {
        return position;
    }

    void rejoin(Join join) {
        joining.start(join);
    }

    /// Makes what a round has to tell, and tries again for a while if the views do not answer.
    void tellings(DeferredRound round, Outcome<List<Telling>> outcome) {
        ask(() -> rounds.tellings(round), round.attempts(), outcome);
    }

    /// Counts how many have the messages of a large group's authors, and tries again as above.
    void counts(CountedGroups.Due due, Outcome<ReceiptCounts> outcome) {
        ask(() -> rounds.counts(due), due.attempts(), outcome);
    }

    void soon(Runnable turn) {
        clock.soon(turn);
    }

    /// A large group's next turn comes.
    void afterPace(Runnable turn) {
        clock.after(COUNTS_PACE, turn);
    }

    private <T> void ask(Supplier<CompletionStage<T>> question, Attempts attempts, Outcome<T> outcome) {
        question.get().whenComplete((answer, failure) -> {
            if (failure == null) {
                outcome.of(answer);
            } else if (attempts.ageNanos() > giveUpAfter.toNanos()) {
                LOG.error("A round of the live feed was given up", failure);
                outcome.of(null);
            } else {
                LOG.debug("A round of the live feed is repeated", failure);
                long wait = FIRST_WAIT_MILLIS << Math.min(attempts.failed(), MOST_DOUBLINGS);
                clock.after(Duration.ofMillis(wait), () -> ask(question, attempts, outcome));
            }
        });
    }

    /// Takes what the views have answered; null if they have not for too long.
    @FunctionalInterface
    interface Outcome<T> {
        void of(@Nullable T answer);
    }
}
