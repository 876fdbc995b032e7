package io.verbatim.command.conversation;

import io.verbatim.command.repository.AggregateRegistrar;
import io.verbatim.command.repository.SnapshotType;
import java.util.List;
import java.util.Set;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;

/// The aggregates of conversations, as the rest of the command side sees them.
public final class ConversationAggregates {

    /// Their snapshots.
    public static final List<SnapshotType> SNAPSHOTS = List.of(
            new SnapshotType("direct-conversation.2", DirectConversationSnapshot.class),
            new SnapshotType("group.1", GroupSnapshot.class));

    private ConversationAggregates() {}

    /// Puts them on the command bus.
    ///
    /// @param messages the message index
    public static void register(AggregateRegistrar registrar, Messages messages) {
        AggregateModel<Conversation> model = new AnnotatedAggregateMetaModelFactory(
                        AggregateRegistrar.parameters(Conversation.class, messages))
                .createModel(Conversation.class, Set.of(DirectConversation.class, Group.class));
        registrar.register(model, new ConversationFactory());
    }
}
