package io.verbatim.api.account;

import io.verbatim.api.Uid;
import java.util.List;

/// How some people stand to a viewer; who has no account, or a deleted one, is left out.
public record Relations(List<Relation> relations) {

    public Relations {
        relations = List.copyOf(relations);
    }

    /// How a person stands to the viewer.
    ///
    /// @param person who
    /// @param contact whether the person has written to the viewer in their direct conversation
    /// @param blocked whether one of the two blocks the other
    /// @param visibility whom the person lets see its presence
    public record Relation(Uid person, boolean contact, boolean blocked, LastSeenVisibility visibility) {

        /// Whether the viewer may see the person's presence.
        public boolean presenceVisible() {
            return !blocked
                    && switch (visibility) {
                        case EVERYONE -> true;
                        case CONTACTS -> contact;
                        case NOBODY -> false;
                    };
        }
    }
}
