package io.verbatim.standalone;

import io.verbatim.api.health.SelfChecked;
import io.verbatim.query.projection.ViewsHealth;
import org.jspecify.annotations.Nullable;

/// The views, as a part among others. That they are behind is no fault: they are getting there.
record ViewsCheck(ViewsHealth views) implements SelfChecked {

    @Override
    public String name() {
        return "views";
    }

    @Override
    public @Nullable String fault() {
        String fault = views.fault();
        return fault == null ? null : views.state() + " at position " + views.position() + ": " + fault;
    }
}
