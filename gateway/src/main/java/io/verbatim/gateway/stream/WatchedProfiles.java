package io.verbatim.gateway.stream;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.account.FindProfiles;
import io.verbatim.api.account.ProfileView;
import io.verbatim.api.account.Profiles;
import io.verbatim.gateway.stream.Watching.WatchContext;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells connections how the profiles of those whom they watch now stand. The views are asked, at or past the change;
/// clients drop what is no newer than what they have.
final class WatchedProfiles {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedProfiles.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final WatchContext context;
    private final BiPredicate<Connection, Uid> watches;

    /// @param watches whether somebody is watched still
    WatchedProfiles(WatchContext context, BiPredicate<Connection, Uid> watches) {
        this.context = context;
        this.watches = watches;
    }

    /// Something in these people's profiles has perhaps changed by this position. Returns at once; until the views
    /// answer they are asked again.
    void changed(List<Uid> people, Collection<Connection> viewers, long position) {
        List<Connection> present = viewers.stream()
                .filter(viewer -> people.stream().anyMatch(person -> watches.test(viewer, person)))
                .toList();
        if (present.isEmpty()) {
            return;
        }
        context.queries()
                .ask(new FindProfiles(people, AtLeast.position(position)), Profiles.class)
                .whenComplete((found, failure) -> {
                    if (failure == null) {
                        tellSoon(found.profiles(), present, position);
                    } else {
                        LOG.debug("Profiles are asked for again", failure);
                        context.clock().after(AGAIN, () -> changed(people, present, position));
                    }
                });
    }

    private void tellSoon(List<ProfileView> profiles, List<Connection> viewers, long position) {
        try {
            context.executor().execute(() -> tell(profiles, viewers, position));
        } catch (RejectedExecutionException stopped) {
            LOG.debug("Nobody is told of profiles any more");
        }
    }

    private void tell(List<ProfileView> profiles, List<Connection> viewers, long position) {
        try {
            for (ProfileView view : profiles) {
                Frame frame = ServerFrames.profile(context.wire().profile(view));
                viewers.stream()
                        .filter(viewer -> watches.test(viewer, view.uid()))
                        .forEach(viewer -> {
                            viewer.answer(frame);
                            context.lastTold().told(viewer.principal().uid(), position);
                        });
            }
        } catch (RuntimeException fault) {
            LOG.error("Changed profiles could not be told", fault);
        }
    }
}
