package io.verbatim.command.conversation;

import io.verbatim.api.conversation.ConversationId;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.modelling.command.CreationPolicyAggregateFactory;
import org.jspecify.annotations.Nullable;

/// Makes conversations: an empty one of the kind that the id says, or one of a snapshot.
final class ConversationFactory
        implements AggregateFactory<Conversation>, CreationPolicyAggregateFactory<Conversation> {

    @Override
    public Conversation createAggregateRoot(String aggregateIdentifier, DomainEventMessage<?> firstEvent) {
        return switch (firstEvent.getPayload()) {
            case DirectConversationSnapshot direct -> new DirectConversation(direct);
            case GroupSnapshot group -> new Group(group);
            default -> create(aggregateIdentifier);
        };
    }

    @Override
    public Conversation create(@Nullable Object aggregateIdentifier) {
        ConversationId conversation = ConversationId.ofAggregate(String.valueOf(aggregateIdentifier));
        return conversation.isDirect() ? new DirectConversation(conversation) : new Group(conversation);
    }

    @Override
    public Class<Conversation> getAggregateType() {
        return Conversation.class;
    }
}
