package io.verbatim.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.account.AccountEvent;
import io.verbatim.api.conversation.ConversationEvent;
import io.verbatim.api.presence.GatewayEvent;
import io.verbatim.api.presence.PresenceEvent;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.junit.jupiter.api.Test;

class AggregatesHandleEveryEventTest {

    @Test
    void shouldHandleEveryConversationEvent() throws ClassNotFoundException {
        assertThat(handled("conversation.Conversation", "conversation.DirectConversation", "conversation.Group"))
                .containsExactlyInAnyOrder(ConversationEvent.class.getPermittedSubclasses());
    }

    @Test
    void shouldHandleEveryAccountEvent() throws ClassNotFoundException {
        assertThat(handled("account.Account")).containsExactlyInAnyOrder(AccountEvent.class.getPermittedSubclasses());
    }

    @Test
    void shouldHandleEveryEventOfPresence() throws ClassNotFoundException {
        assertThat(handled("presence.Presence"))
                .containsExactlyInAnyOrder(PresenceEvent.class.getPermittedSubclasses());
        assertThat(handled("presence.Gateway")).containsExactlyInAnyOrder(GatewayEvent.class.getPermittedSubclasses());
    }

    private static Set<Class<?>> handled(String... aggregates) throws ClassNotFoundException {
        Stream.Builder<Class<?>> types = Stream.builder();
        for (String aggregate : aggregates) {
            types.add(Class.forName(AggregatesHandleEveryEventTest.class.getPackageName() + "." + aggregate));
        }
        return types.build()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(EventSourcingHandler.class))
                .map(method -> method.getParameterTypes()[0])
                .collect(Collectors.toSet());
    }
}
