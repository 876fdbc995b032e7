package io.verbatim.command.log;

import org.axonframework.messaging.unitofwork.UnitOfWork;

/// What the store leaves for the command bus.
public interface Appends {

    /// What an ended unit of work must wait for: its own append, or, if it appended nothing (a repeat, a
    /// no-op receipt, a refusal), the newest append that was queued when this is called. Called on the
    /// lane, right after the unit of work has ended.
    PendingAppend of(UnitOfWork<?> unitOfWork);
}
