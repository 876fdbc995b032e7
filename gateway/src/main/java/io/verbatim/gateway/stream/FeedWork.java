package io.verbatim.gateway.stream;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the feed has others do.
final class FeedWork {
    private static final Logger LOG = LoggerFactory.getLogger(FeedWork.class);
    private static final long FIRST_WAIT_MILLIS = 50;
    private static final int MOST_DOUBLINGS = 4;

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
    void tellings(DeferredRound round, Outcome outcome) {
        rounds.tellings(round).whenComplete((tellings, failure) -> {
            if (failure == null) {
                outcome.of(tellings);
            } else if (round.ageNanos() > giveUpAfter.toNanos()) {
                LOG.error("A round of the live feed was given up", failure);
                outcome.of(null);
            } else {
                LOG.debug("A round of the live feed is repeated", failure);
                long wait = FIRST_WAIT_MILLIS << Math.min(round.failed(), MOST_DOUBLINGS);
                clock.after(Duration.ofMillis(wait), () -> tellings(round, outcome));
            }
        });
    }

    /// Takes what a round has to tell; null if the views have not answered for too long.
    @FunctionalInterface
    interface Outcome {
        void of(@Nullable List<Telling> tellings);
    }
}
