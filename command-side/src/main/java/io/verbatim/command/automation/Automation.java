package io.verbatim.command.automation;

import io.verbatim.api.Event;
import io.verbatim.api.RecordedEvent;

/// What follows from an event. It may come again, after a crash or a failure, and changes nothing then.
interface Automation {

    /// Whether anything follows from such an event. Called on the log's publishing thread.
    boolean concerns(Event event);

    /// Does what follows; may block. Whatever it throws, it is called again later.
    void react(RecordedEvent event) throws Exception;
}
