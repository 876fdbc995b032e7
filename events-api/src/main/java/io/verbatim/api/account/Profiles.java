package io.verbatim.api.account;

import java.util.List;

/// Some profiles.
public record Profiles(List<ProfileView> profiles) {

    public Profiles {
        profiles = List.copyOf(profiles);
    }
}
