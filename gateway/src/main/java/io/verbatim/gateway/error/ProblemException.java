package io.verbatim.gateway.error;

/// Ends a request with a problem: an expected answer, not a fault. Has no stack trace.
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised
    private final Problem problem;

    public ProblemException(Problem problem) {
        super(problem.toString(), null, false, false);
        this.problem = problem;
    }

    public ProblemException(ProblemName name) {
        this(Problem.of(name));
    }

    public ProblemException(ProblemName name, String detail) {
        this(Problem.of(name, detail));
    }

    public Problem problem() {
        return problem;
    }
}
