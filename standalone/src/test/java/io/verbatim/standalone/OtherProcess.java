package io.verbatim.standalone;

import io.verbatim.api.live.ChangeInterest;
import io.verbatim.api.live.PassTyping;
import io.verbatim.api.live.RouterUpdate;
import io.verbatim.gateway.parser.remote.FramesParsed;
import io.verbatim.gateway.parser.remote.ParseFrames;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.GenericSubscriptionQueryUpdateMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.SubscriptionQueryUpdateMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/// Lets what gateways, routers and parsers say to each other cross the bus as bytes, as between processes.
final class OtherProcess {

    private static final Set<Class<?>> CROSSING =
            Set.of(ChangeInterest.class, PassTyping.class, RouterUpdate.class, ParseFrames.class, FramesParsed.class);

    private final Serializer serializer = Jackson3Serializer.builder().build();

    private OtherProcess() {}

    static void separate(QueryBus bus) {
        OtherProcess other = new OtherProcess();
        bus.registerDispatchInterceptor(messages -> (index, message) -> other.crossed(message));
        bus.registerHandlerInterceptor((work, chain) -> other.answer(chain.proceed()));
        bus.queryUpdateEmitter().registerDispatchInterceptor(messages -> (index, update) -> other.crossed(update));
    }

    private QueryMessage<?, ?> crossed(QueryMessage<?, ?> message) {
        return CROSSING.contains(message.getPayloadType())
                ? new GenericQueryMessage<>(
                        copy(message.getPayload()), message.getQueryName(), message.getResponseType())
                : message;
    }

    private Object answer(Object answer) {
        return answer instanceof CompletableFuture<?> future
                ? future.thenApply(
                        payload -> payload != null && CROSSING.contains(payload.getClass()) ? copy(payload) : payload)
                : answer;
    }

    private SubscriptionQueryUpdateMessage<?> crossed(SubscriptionQueryUpdateMessage<?> update) {
        return CROSSING.contains(update.getPayloadType())
                ? GenericSubscriptionQueryUpdateMessage.asUpdateMessage(copy(update.getPayload()))
                : update;
    }

    private Object copy(Object payload) {
        SerializedObject<byte[]> bytes = serializer.serialize(payload, byte[].class);
        return serializer.deserialize(bytes);
    }
}
