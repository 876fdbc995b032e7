package io.verbatim.standalone;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How live events come to the gateway.
///
/// @param feed `in-process`: as the event objects themselves; `axon`: over the query bus, as to gateways in other
///     processes
@ConfigurationProperties("verbatim.live")
record LiveFeedProperties(@DefaultValue("in-process") Feed feed) {

    enum Feed {
        IN_PROCESS,
        AXON
    }
}
