package io.verbatim.gateway.http.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.FindMessageInfo;
import io.verbatim.api.conversation.FindTimeline;
import io.verbatim.api.conversation.FindTimeline.Range;
import io.verbatim.api.conversation.MessageAcceptance;
import io.verbatim.api.conversation.MessageInfo;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.NoticeView;
import io.verbatim.api.conversation.TimelinePage;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.http.Answers;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.http.Endpoint;
import io.verbatim.gateway.http.Endpoints;
import io.verbatim.gateway.http.conversation.Quoted.Place;
import io.verbatim.gateway.input.JsonFields;
import io.verbatim.gateway.input.MessageDraft;
import io.verbatim.gateway.send.MessageSender;
import io.verbatim.gateway.wire.WireMessage;
import io.verbatim.gateway.wire.WireNotice;
import io.verbatim.gateway.wire.WireProfile;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Messages: sending, pages, and whom one has reached.
final class MessageRoutes implements Endpoints {
    private final Sides sides;
    private final MessageSender sender;
    private final Quoted quoted;

    MessageRoutes(Sides sides, MessageSender sender, Quoted quoted) {
        this.sides = sides;
        this.sender = sender;
        this.quoted = quoted;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/v1/conversations/{id}/messages", this::send).sending(),
                Endpoint.get("/v1/conversations/{id}/messages", this::messages),
                Endpoint.get("/v1/conversations/{id}/messages/{seq}/info", this::info));
    }

    private Mono<ServerResponse> send(Call call) {
        ConversationId id = call.conversation();
        return call.body()
                .flatMap(fields -> accepted(call.caller(), id, fields))
                .flatMap(accepted -> {
                    Accepted answer = Accepted.of(accepted);
                    return accepted.repeated() ? Answers.ok(answer) : Answers.created(answer);
                });
    }

    /// A message that breaks a rule may be a repeat of one that was accepted.
    private Mono<MessageAcceptance> accepted(Principal caller, ConversationId id, JsonFields fields) {
        MessageDraft draft;
        try {
            draft = MessageDraft.read(fields, sides.limits());
        } catch (ProblemException refused) {
            String repeated = refused.problem().name() == ProblemName.INVALID ? MessageDraft.idOf(fields) : null;
            return repeated == null
                    ? Mono.error(refused)
                    : sides.blocking().command(() -> sender.recognise(caller, id, repeated, refused));
        }
        return sides.blocking().prepareAndCommand(() -> sender.send(caller, id, draft));
    }

    private Mono<ServerResponse> messages(Call call) {
        ConversationId id = call.conversation();
        Uid caller = call.caller().uid();
        AtLeast atLeast = call.atLeast(sides.lastTold(), id);
        int limit = call.limit(sides.limits().page(), sides.limits().pageMax());
        return sides.ask(new FindTimeline(caller, id, range(call), limit, atLeast), TimelinePage.class)
                .flatMap(page -> quoted.with(caller, places(id, page.messages()), atLeast)
                        .flatMap(known -> answer(caller, id, page, new Rendering(sides.wire(), known))));
    }

    private Mono<ServerResponse> answer(Uid caller, ConversationId id, TimelinePage page, Rendering rendering) {
        List<WireMessage> messages = IntStream.range(0, page.messages().size())
                .mapToObj(i -> rendering.message(
                        id, page.messages().get(i), page.statuses().get(i)))
                .toList();
        List<WireNotice> notices = page.notices().stream()
                .map(notice -> rendering.notice(id, notice))
                .toList();
        LongStream.concat(
                        page.messages().stream().mapToLong(MessageView::version),
                        page.notices().stream().mapToLong(NoticeView::version))
                .max()
                .ifPresent(version -> sides.lastTold().told(caller, id, version));
        return sides.users()
                .of(rendering.named())
                .flatMap(users -> Answers.ok(new Messages(messages, notices, users, page.hasMore())));
    }

    private static Map<Place, MessageView> places(ConversationId id, List<MessageView> messages) {
        Map<Place, MessageView> places = LinkedHashMap.newLinkedHashMap(messages.size());
        messages.forEach(message -> places.put(Place.of(id, message), message));
        return places;
    }

    private static Range range(Call call) {
        Long before = call.integerParameter("before");
        Long after = call.integerParameter("after");
        Long around = call.integerParameter("around");
        if ((before == null ? 0 : 1) + (after == null ? 0 : 1) + (around == null ? 0 : 1) > 1) {
            throw new ProblemException(
                    Problem.invalid("before", "with another (expected: one of before, after, around)"));
        }
        if (before != null) {
            return new Range.Before(before);
        }
        if (after != null) {
            return new Range.After(after);
        }
        return around == null ? new Range.Newest() : new Range.Around(around);
    }

    private Mono<ServerResponse> info(Call call) {
        ConversationId id = call.conversation();
        int limit = call.limit(sides.limits().page(), sides.limits().pageMax());
        FindMessageInfo query = new FindMessageInfo(
                call.caller().uid(), id, call.seq(), limit, call.place("after"), call.atLeast(sides.lastTold(), id));
        return sides.ask(query, MessageInfo.class)
                .flatMap(info -> Answers.ok(new ReachedPage(
                        info.sentAt(),
                        reached(info.delivered()),
                        reached(info.read()),
                        List.of(),
                        call.next(info.next()))));
    }

    private List<Reached> reached(List<MessageInfo.Reached> members) {
        return members.stream()
                .map(reached -> new Reached(sides.wire().handle(reached.member()), reached.at()))
                .toList();
    }

    private record Accepted(
            String messageId, long seq, @Nullable Instant sentAt, long version) {
        static Accepted of(MessageAcceptance accepted) {
            return new Accepted(accepted.messageId().value(), accepted.seq(), accepted.sentAt(), accepted.version());
        }
    }

    private record Messages(
            List<WireMessage> messages, List<WireNotice> notices, Map<String, WireProfile> users, boolean hasMore) {}

    private record Reached(String userId, Instant at) {}

    private record ReachedPage(
            Instant sentAt,
            List<Reached> delivered,
            List<Reached> read,
            List<Object> failures,
            @Nullable String next) {}
}
