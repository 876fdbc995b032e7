package io.verbatim.gateway.stream;

import static com.networknt.schema.SpecificationVersion.DRAFT_7;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.gateway.parser.ClientFrame;
import io.verbatim.gateway.testing.Contract;
import io.verbatim.gateway.testing.GatewayServer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AsyncApiTest {
    private static GatewayServer server;
    private static Contract contract;

    @BeforeAll
    static void start() {
        server = GatewayServer.start();
        contract = Contract.asyncApi(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldBeAsyncApi() {
        assertThat(contract.faults("asyncapi-3.0-schema.json", DRAFT_7)).isEmpty();
        assertThat(contract.danglingReferences()).isEmpty();
    }

    @Test
    void shouldHaveEveryServerFrameAndNoOther() {
        assertThat(messages("toClient"))
                .isEqualTo(Arrays.stream(FrameName.values())
                        .map(name -> (name.isEvent() ? "event." : "") + name.wireName())
                        .collect(toCollection(TreeSet::new)));
    }

    /// A stream of events has no answers.
    @Test
    void shouldHaveEveryEventOfAListener() {
        Set<String> answers = Set.of("ack", "failed", "pong");
        assertThat(messages("toListener"))
                .isEqualTo(messages("toClient").stream()
                        .filter(name -> !answers.contains(name))
                        .collect(toCollection(TreeSet::new)));
    }

    @Test
    void shouldHaveEveryClientFrameAndNoOther() {
        assertThat(messages("fromClient"))
                .isEqualTo(Arrays.stream(ClientFrame.class.getPermittedSubclasses())
                        .flatMap(AsyncApiTest::types)
                        .collect(toCollection(TreeSet::new)));
    }

    @Test
    void shouldCallEachFrameByItsType() {
        contract.at("/components/messages").properties().forEach(message -> {
            JsonNode fields = message.getValue().path("payload").path("properties");
            String type = fields.path("type").path("const").asString();
            String event = fields.path("event").path("const").asString("");
            assertThat(event.isEmpty() ? type : type + '.' + event).isEqualTo(message.getKey());
        });
    }

    @Test
    void shouldHaveEveryCloseCodeAndNoOther() {
        assertThat(contract.names("/channels/socket/x-close-codes"))
                .isEqualTo(Arrays.stream(Closing.values())
                        .map(closing -> Integer.toString(closing.code()))
                        .collect(toCollection(TreeSet::new)));
    }

    @Test
    void shouldHaveEveryGoodbyeAndNoOther() {
        assertThat(contract.texts("/components/messages/goodbye/payload/properties/reason/x-extensible-enum"))
                .isEqualTo(Arrays.stream(Closing.values())
                        .map(Closing::goodbye)
                        .filter(Objects::nonNull)
                        .collect(toCollection(TreeSet::new)));
    }

    private static Stream<String> types(Class<?> frame) {
        if (frame == ClientFrame.Refused.class || frame == ClientFrame.RefusedSend.class) {
            return Stream.empty();
        }
        return frame == ClientFrame.Receipt.class
                ? Stream.of("delivered", "read")
                : Stream.of(frame.getSimpleName().toLowerCase(Locale.ROOT));
    }

    private static Set<String> messages(String operation) {
        Set<String> names = new TreeSet<>();
        contract.at("/operations/" + operation + "/messages").forEach(message -> {
            String reference = message.path("$ref").asString();
            names.add(reference.substring(reference.lastIndexOf('/') + 1));
        });
        return names;
    }
}
