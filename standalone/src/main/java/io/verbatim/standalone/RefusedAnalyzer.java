package io.verbatim.standalone;

import io.verbatim.standalone.backup.RefusedException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Tells in words, not in stack traces, why the program does not start.
final class RefusedAnalyzer extends AbstractFailureAnalyzer<RefusedException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, RefusedException refused) {
        return new FailureAnalysis(
                refused.reason(), "Stop the other process, or name another folder by VERBATIM_DATA.", refused);
    }
}
