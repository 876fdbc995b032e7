package io.verbatim.gateway.parser;

import io.verbatim.api.Handle;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.input.JsonFields;
import io.verbatim.gateway.input.MessageDraft;
import io.verbatim.gateway.input.Texts;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.parser.ClientFrame.Auth;
import io.verbatim.gateway.parser.ClientFrame.Hello;
import io.verbatim.gateway.parser.ClientFrame.Ping;
import io.verbatim.gateway.parser.ClientFrame.Receipt;
import io.verbatim.gateway.parser.ClientFrame.Refused;
import io.verbatim.gateway.parser.ClientFrame.RefusedSend;
import io.verbatim.gateway.parser.ClientFrame.Send;
import io.verbatim.gateway.parser.ClientFrame.Typing;
import io.verbatim.gateway.parser.ClientFrame.Watch;
import io.verbatim.gateway.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads one frame: bytes in, a [ClientFrame] out. What cannot be read (not JSON, not an object, nested too
/// deeply, an
/// unknown type, a field of a wrong type) is `malformed`, and ends the connection; what can be read and
/// breaks a rule
/// is [Refused].
///
/// Knows no connection and keeps nothing: for many threads.
public final class FrameParser {
    /// How deep a frame may be nested; beyond it `malformed`.
    static final int MAX_DEPTH = 64;

    /// Characters of an `id`; beyond it `malformed`.
    static final int MAX_ID = 128;

    private static final int MAX_NUMBER = 100;

    private final GatewayLimits limits;
    private final JsonMapper json;

    public FrameParser(GatewayLimits limits) {
        this.limits = limits;
        StreamReadConstraints bounds = StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNumberLength(MAX_NUMBER)
                .maxStringLength((int) limits.frameIn().toBytes())
                .build();
        // numbers in `data` are kept as they were written, as Json does
        this.json = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(bounds).build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    /// Reads a frame, whatever it is.
    public ParsedFrame read(byte[] utf8) {
        try {
            return new ParsedFrame.Read(parse(utf8));
        } catch (ProblemException malformed) {
            return new ParsedFrame.Malformed(malformed.problem());
        } catch (RuntimeException | Error fault) {
            return new ParsedFrame.Faulted(fault);
        }
    }

    /// Reads a frame.
    ///
    /// @throws ProblemException `malformed`
    public ClientFrame parse(byte[] utf8) {
        ObjectNode object = object(utf8);
        JsonFields fields = new JsonFields(object);
        String id = id(object);
        try {
            return frame(fields, id);
        } catch (ProblemException refused) {
            if (refused.problem().name() == ProblemName.MALFORMED) {
                throw refused;
            }
            return new Refused(id, clientMessageId(object), refused.problem());
        }
    }

    private ClientFrame frame(JsonFields fields, @Nullable String id) {
        String type = fields.text("type");
        return switch (type) {
            case "send" -> send(fields, id);
            case "delivered" -> receipt(fields, id, false);
            case "read" -> receipt(fields, id, true);
            case "ping" -> new Ping(id);
            case "typing" -> typing(fields, id);
            case "watch" -> new Watch(id, watched(fields));
            case "auth" -> auth(fields, id);
            case "hello" -> hello(fields, id);
            case null -> throw new ProblemException(ProblemName.MALFORMED, "type: absent (expected: a frame's type)");
            default -> throw new ProblemException(ProblemName.MALFORMED, "type: unknown (expected: a frame's type)");
        };
    }

    private static Hello hello(JsonFields fields, @Nullable String id) {
        return new Hello(id, fields.text("token"), fields.text("device"), fields.text("cursor"));
    }

    private static Auth auth(JsonFields fields, @Nullable String id) {
        String token = fields.requiredText("token");
        fields.requireValid();
        return new Auth(id, token);
    }

    private ClientFrame send(JsonFields fields, @Nullable String id) {
        ConversationId conversation = conversation(fields);
        try {
            return new Send(id, conversation, MessageDraft.read(fields, limits));
        } catch (ProblemException refused) {
            String repeated = refused.problem().name() == ProblemName.INVALID ? MessageDraft.idOf(fields) : null;
            if (repeated == null) {
                throw refused;
            }
            return new RefusedSend(id, conversation, repeated, refused.problem());
        }
    }

    private static Receipt receipt(JsonFields fields, @Nullable String id, boolean read) {
        ConversationId conversation = conversation(fields);
        Long upTo = fields.integer("upTo");
        if (upTo == null || upTo < 1) {
            fields.invalid("upTo", (upTo == null ? "absent" : upTo) + " (expected: the seq of a message)");
        }
        return new Receipt(id, conversation, read, fields.requireValid(upTo));
    }

    private static Typing typing(JsonFields fields, @Nullable String id) {
        ConversationId conversation = conversation(fields);
        Boolean active = fields.flag("active");
        if (active == null) {
            fields.invalid("active", "absent (expected: true or false)");
        }
        return new Typing(id, conversation, fields.requireValid(active));
    }

    private static List<Handle> watched(JsonFields fields) {
        List<String> users = fields.texts("users");
        if (users.size() > GatewayLimits.WATCHED) {
            throw new ProblemException(Problem.of(ProblemName.LIMIT_REACHED).withLimit(GatewayLimits.WATCHED));
        }
        // nobody is called anything else: there is nothing to watch
        return users.stream().filter(Handle::isValid).distinct().map(Handle::of).toList();
    }

    private static ConversationId conversation(JsonFields fields) {
        String value = fields.requiredText("conversationId");
        fields.requireValid();
        if (!ConversationId.isValid(value)) {
            throw new ProblemException(ProblemName.NOT_FOUND);
        }
        return ConversationId.of(value);
    }

    private ObjectNode object(byte[] utf8) {
        JsonNode node;
        try {
            node = json.readTree(utf8);
        } catch (JacksonException notJson) {
            throw new ProblemException(ProblemName.MALFORMED, "not JSON");
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new ProblemException(ProblemName.MALFORMED, "not an object");
    }

    private static @Nullable String id(ObjectNode frame) {
        JsonNode id = frame.get("id");
        if (id == null || id.isNull()) {
            return null;
        }
        if (id.isIntegralNumber()) {
            return id.asString();
        }
        if (!id.isString() || id.stringValue().length() > MAX_ID) {
            throw new ProblemException(
                    ProblemName.MALFORMED,
                    "id: of another type (expected: an integer, or a string of at most " + MAX_ID + ")");
        }
        return isPlain(id.stringValue())
                ? '"' + id.stringValue() + '"'
                : Json.mapper().writeValueAsString(id.stringValue());
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\');
    }

    private static @Nullable String clientMessageId(ObjectNode frame) {
        JsonNode value = frame.get("clientMessageId");
        return value != null && value.isString() ? Texts.uuid(value.stringValue()) : null;
    }
}
