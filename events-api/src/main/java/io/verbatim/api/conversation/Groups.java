package io.verbatim.api.conversation;

import java.util.List;

/// The answer to [FindGroups].
///
/// @param groups in no order
public record Groups(List<ConversationId> groups) {

    public Groups {
        groups = List.copyOf(groups);
    }
}
