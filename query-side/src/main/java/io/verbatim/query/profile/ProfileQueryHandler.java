package io.verbatim.query.profile;

import io.verbatim.api.account.FindProfiles;
import io.verbatim.api.account.ProfileView;
import io.verbatim.api.account.Profiles;
import io.verbatim.query.answers.ViewAnswers;
import io.verbatim.query.projection.Views;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Finds profiles, in the order asked.
public final class ProfileQueryHandler {

    private final Views views;

    public ProfileQueryHandler(Views views) {
        this.views = views;
    }

    public void subscribe(ViewAnswers answers) {
        answers.answer(FindProfiles.class, Profiles.class, this::handle);
    }

    Profiles handle(FindProfiles query) {
        List<String> keys = query.people().stream().map(Profile::key).toList();
        Map<String, Profile> found = views.getAll(Profile.KIND, keys);
        List<ProfileView> profiles = query.people().stream()
                .distinct()
                .map(person -> {
                    Profile profile = found.get(Profile.key(person));
                    return profile == null ? null : profile.view(person);
                })
                .filter(Objects::nonNull)
                .toList();
        return new Profiles(profiles);
    }
}
