package io.verbatim.gateway.stream;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.account.FindProfiles;
import io.verbatim.api.account.ProfileView;
import io.verbatim.api.account.Profiles;
import io.verbatim.gateway.stream.Watching.WatchContext;
import io.verbatim.gateway.wire.WireProfile;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells connections how the profiles of those whom they watch now stand. The views are asked, at or past the change;
/// clients drop what is no newer than what they have.
final class WatchedProfiles {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedProfiles.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final int MOST_TRIES = 10;

    private final WatchContext context;

    WatchedProfiles(WatchContext context) {
        this.context = context;
    }

    /// Something in these people's profiles has perhaps changed by this position. Returns at once.
    void changed(List<Uid> people, Collection<Connection> viewers, long position) {
        if (!people.isEmpty() && !viewers.isEmpty()) {
            ask(people, List.copyOf(viewers), position, 1);
        }
    }

    private void ask(List<Uid> people, List<Connection> viewers, long position, int tried) {
        context.queries()
                .ask(new FindProfiles(people, AtLeast.position(position)), Profiles.class)
                .whenComplete((found, failure) -> {
                    if (failure == null) {
                        tellSoon(found.profiles(), viewers);
                    } else if (tried < MOST_TRIES) {
                        context.clock().after(AGAIN, () -> ask(people, viewers, position, tried + 1));
                    } else {
                        LOG.warn("Changed profiles were not told: {}", failure.toString());
                    }
                });
    }

    private void tellSoon(List<ProfileView> profiles, List<Connection> viewers) {
        try {
            context.executor().execute(() -> tell(profiles, viewers));
        } catch (RejectedExecutionException stopped) {
            LOG.debug("Nobody is told of profiles any more");
        }
    }

    private void tell(List<ProfileView> profiles, List<Connection> viewers) {
        try {
            for (ProfileView view : profiles) {
                WireProfile profile = context.wire().profile(view);
                Frame frame = ServerFrames.profile(profile);
                viewers.forEach(viewer -> viewer.answer(frame));
            }
        } catch (RuntimeException fault) {
            LOG.error("Changed profiles could not be told", fault);
        }
    }
}
