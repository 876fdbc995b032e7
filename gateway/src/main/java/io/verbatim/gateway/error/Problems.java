package io.verbatim.gateway.error;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.verbatim.api.vault.PersonErasedException;
import io.verbatim.api.vault.VaultBusyException;
import io.verbatim.gateway.bus.RefusedException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place where a failure becomes a problem: refusals are told as they are, faults are logged once,
/// with their
/// cause, and told as `internal`. Counts what it gives out.
public final class Problems {
    /// Problems given out, by `name`.
    public static final String METER = "verbatim.gateway.problems";

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final Map<ProblemName, Counter> counters = new EnumMap<>(ProblemName.class);

    public Problems(MeterRegistry meters) {
        for (ProblemName name : ProblemName.values()) {
            counters.put(
                    name,
                    Counter.builder(METER)
                            .description("Problems told to clients")
                            .tag("name", name.wireName())
                            .register(meters));
        }
    }

    /// The problem to tell a client of this failure; counted, and logged if it is a fault.
    public Problem of(Throwable failure) {
        Problem problem = toProblem(failure);
        if (problem.name() == ProblemName.INTERNAL) {
            LOG.error("A request ended with a fault", failure);
        } else if (failure instanceof RefusedException) {
            LOG.info("Refused: {}", problem.name().wireName());
        } else {
            LOG.debug("A request ended with {}", problem);
        }
        return told(problem);
    }

    /// Which problem a failure is; neither counted nor logged.
    public static ProblemName nameOf(Throwable failure) {
        return toProblem(failure).name();
    }

    /// Counts a problem that is told without a failure.
    public Problem told(Problem problem) {
        Counter counter = counters.get(problem.name());
        if (counter != null) {
            counter.increment();
        }
        return problem;
    }

    private static Problem toProblem(Throwable failure) {
        return switch (failure) {
            case ProblemException expected -> expected.problem();
            case RefusedException refused -> Problem.of(refused.refusal());
            case VaultBusyException busy -> Problem.of(ProblemName.UNAVAILABLE);
            case PersonErasedException gone -> Problem.of(ProblemName.SIGNED_OUT);
            case RejectedExecutionException busy -> Problem.of(ProblemName.UNAVAILABLE);
            case TimeoutException late -> Problem.of(ProblemName.UNAVAILABLE);
            case CompletionException wrapper when wrapper.getCause() != null -> toProblem(wrapper.getCause());
            case ExecutionException wrapper when wrapper.getCause() != null -> toProblem(wrapper.getCause());
            default -> Problem.of(ProblemName.INTERNAL);
        };
    }
}
