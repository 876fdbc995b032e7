package io.verbatim.command;

import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import org.axonframework.commandhandling.CommandExecutionException;

/// A command that is refused: an expected answer, not a fault. Its details are the [Refusal], which crosses processes,
/// where exceptions lose their type. Guards throw it before the first event is applied: the unit of work is committed,
/// empty, and the aggregate stays in the cache.
public final class RefusedCommand extends CommandExecutionException {

    private static final long serialVersionUID = 1L;

    public RefusedCommand(Refusal refusal) {
        super(refusal.detail(), null, refusal, false);
    }

    public RefusedCommand(RefusalCode code, String detail) {
        this(Refusal.of(code, detail));
    }
}
