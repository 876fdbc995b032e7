package io.verbatim.gateway.parser.remote;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/// Lets what gateways and parsers say to each other cross the bus as bytes, as between processes.
final class Carried {
    private final Serializer serializer = Jackson3Serializer.builder().build();

    /// Questions and answers of this bus are copies from now on.
    static void over(QueryBus bus) {
        Carried carried = new Carried();
        bus.registerDispatchInterceptor(messages -> (index, message) -> message.getPayload()
                        instanceof ParseFrames asked
                ? new GenericQueryMessage<>(carried.copy(asked), message.getQueryName(), message.getResponseType())
                : message);
        bus.registerHandlerInterceptor((work, chain) -> carried.answer(chain.proceed()));
    }

    private Object answer(Object answer) {
        return answer instanceof CompletableFuture<?> future
                ? future.thenApply(payload -> payload instanceof FramesParsed parsed ? copy(parsed) : payload)
                : answer;
    }

    byte[] bytes(Object message) {
        return serializer.serialize(message, byte[].class).getData();
    }

    String text(Object message) {
        return new String(bytes(message), StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked")
    <T> T copy(T message) {
        return (T) serializer.deserialize(serializer.serialize(message, byte[].class));
    }
}
