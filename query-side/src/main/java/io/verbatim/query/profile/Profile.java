package io.verbatim.query.profile;

import io.verbatim.api.Uid;
import io.verbatim.api.account.ProfileView;
import io.verbatim.api.vault.Sealed;
import io.verbatim.query.projection.DocumentKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What others see of a person.
///
/// @param version how often the profile has changed, from 1
/// @param displayName sealed under the person's profile key; null once the account is deleted
/// @param createdAt in milliseconds
record Profile(long version, @Nullable Sealed displayName, long createdAt) {

    static final DocumentKind<Profile> KIND = DocumentKind.of("pf", Profile.class);

    static String key(Uid person) {
        return KIND.key(person.value());
    }

    ProfileView view(Uid person) {
        return new ProfileView(person, version, displayName, Instant.ofEpochMilli(createdAt));
    }
}
