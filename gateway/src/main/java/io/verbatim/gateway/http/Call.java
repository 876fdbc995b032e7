package io.verbatim.gateway.http;

import io.verbatim.api.AtLeast;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.cursor.PageMarks;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.freshness.LastTold;
import io.verbatim.gateway.input.JsonFields;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/// One call: the request, and who makes it. What it cannot be is a [ProblemException].
public final class Call {
    private static final int LONGEST_INTEGER = 16;

    private final ServerRequest request;
    private final @Nullable Principal caller;
    private final PageMarks marks;
    private final long maxBody;

    Call(ServerRequest request, @Nullable Principal caller, PageMarks marks, long maxBody) {
        this.request = request;
        this.caller = caller;
        this.marks = marks;
        this.maxBody = maxBody;
    }

    public ServerRequest request() {
        return request;
    }

    /// Who calls.
    ///
    /// @throws IllegalStateException if the endpoint is open to anybody
    public Principal caller() {
        if (caller == null) {
            throw new IllegalStateException("access: OPEN (expected: an endpoint for who is signed in)");
        }
        return caller;
    }

    /// Where the call comes from; null if that is not known.
    public @Nullable InetSocketAddress address() {
        return request.remoteAddress().orElse(null);
    }

    /// The body, an object.
    public Mono<JsonFields> body() {
        return Bodies.read(request, maxBody).map(JsonFields::parse);
    }

    public String path(String variable) {
        return request.pathVariable(variable);
    }

    /// The conversation in the path. A direct one of two others is not there, whatever else is asked of it.
    public ConversationId conversation() {
        String value = path("id");
        ConversationId id = ConversationId.isValid(value) ? ConversationId.of(value) : null;
        if (id == null || (id.isDirect() && !id.pair().contains(caller().uid()))) {
            throw new ProblemException(ProblemName.NOT_FOUND);
        }
        return id;
    }

    /// The message in the path.
    public long seq() {
        Long seq = integer(path("seq"));
        if (seq == null || seq < 1) {
            throw new ProblemException(ProblemName.NOT_FOUND);
        }
        return seq;
    }

    /// A parameter of the query.
    public @Nullable String parameter(String name) {
        return parameters().getFirst(name);
    }

    /// An integer of the query, from 0.
    public @Nullable Long integerParameter(String name) {
        String text = parameter(name);
        if (text == null) {
            return null;
        }
        Long value = integer(text);
        if (value == null) {
            throw new ProblemException(ProblemName.MALFORMED, name + ": of another type (expected: an integer from 0)");
        }
        return value;
    }

    /// The `limit` of a list.
    public int limit(int usual, int most) {
        Long limit = integerParameter("limit");
        if (limit == null) {
            return usual;
        }
        if (limit < 1 || limit > most) {
            throw new ProblemException(Problem.invalid("limit", limit + " (expected: 1 to " + most + ")"));
        }
        return limit.intValue();
    }

    /// Where the page before ended, from a parameter that gives its `next` back; null: the first page is asked for.
    public @Nullable String place(String parameter) {
        String mark = parameter(parameter);
        if (mark == null) {
            return null;
        }
        String place = marks.read(caller().uid(), request.path(), mark);
        if (place == null) {
            throw new ProblemException(
                    Problem.invalid(parameter, "another text (expected: the next of the page before)"));
        }
        return place;
    }

    /// The `next` of a page of the caller's.
    ///
    /// @param place where it ends; null: nothing follows
    public @Nullable String next(@Nullable String place) {
        return place == null ? null : marks.write(caller().uid(), request.path(), place);
    }

    /// The different ids of a parameter, divided by commas; null if it is not there.
    public @Nullable List<String> ids(int most) {
        String ids = parameter("ids");
        if (ids == null) {
            return null;
        }
        List<String> different = Arrays.stream(ids.split(",", -1))
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
        if (different.size() > most) {
            throw new ProblemException(
                    Problem.invalid("ids", different.size() + " ids (expected: at most " + most + ")"));
        }
        return different;
    }

    /// How fresh a read about the conversation must be.
    public AtLeast atLeast(LastTold told, ConversationId conversation) {
        return told.atLeast(caller().uid(), conversation, request.headers().firstHeader(LastTold.HEADER));
    }

    /// How fresh any other read must be.
    public AtLeast atLeast(LastTold told) {
        return told.atLeast(caller().uid(), request.headers().firstHeader(LastTold.HEADER));
    }

    private MultiValueMap<String, String> parameters() {
        try {
            return request.queryParams();
        } catch (IllegalArgumentException undecodable) {
            throw new ProblemException(ProblemName.MALFORMED, "the query cannot be decoded");
        }
    }

    private static @Nullable Long integer(String text) {
        return !text.isEmpty()
                        && text.length() <= LONGEST_INTEGER
                        && text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Long.valueOf(text)
                : null;
    }
}
