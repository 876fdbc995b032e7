package io.verbatim.gateway.http.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationOpening;
import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.CreateGroup;
import io.verbatim.api.conversation.FindConversation;
import io.verbatim.api.conversation.FindMembers;
import io.verbatim.api.conversation.MemberView;
import io.verbatim.api.conversation.MembersPage;
import io.verbatim.api.conversation.OpenDirectConversation;
import io.verbatim.api.conversation.RecogniseGroup;
import io.verbatim.api.vault.Keys;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.error.Problems;
import io.verbatim.gateway.http.Answers;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.http.Endpoint;
import io.verbatim.gateway.http.Endpoints;
import io.verbatim.gateway.http.conversation.GroupCandidates.Asked;
import io.verbatim.gateway.input.JsonFields;
import io.verbatim.gateway.input.Texts;
import io.verbatim.gateway.wire.WireConversation;
import io.verbatim.gateway.wire.WireMember;
import io.verbatim.gateway.wire.WireProfile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Conversations and their members.
final class ConversationRoutes implements Endpoints {
    private static final String DIRECT = "direct";
    private static final String GROUP = "group";

    private final Sides sides;
    private final DirectPartners partners;
    private final GroupCandidates candidates;
    private final Keys keys;

    ConversationRoutes(Sides sides, DirectPartners partners, GroupCandidates candidates, Keys keys) {
        this.sides = sides;
        this.partners = partners;
        this.candidates = candidates;
        this.keys = keys;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/v1/conversations", this::open),
                Endpoint.get("/v1/conversations/{id}", this::conversation),
                Endpoint.get("/v1/conversations/{id}/members", this::members));
    }

    private Mono<ServerResponse> open(Call call) {
        Principal caller = call.caller();
        return call.body()
                .flatMap(fields -> GROUP.equals(fields.text("type")) ? create(call, fields) : openDirect(call, fields))
                .flatMap(opening -> {
                    ConversationId id = opening.conversationId();
                    return conversation(caller, id, AtLeast.version(id, opening.version()))
                            .flatMap(conversation -> opening.opened()
                                    ? Answers.created("/v1/conversations/" + id, conversation)
                                    : Answers.ok(conversation));
                });
    }

    private Mono<ConversationOpening> openDirect(Call call, JsonFields fields) {
        Principal caller = call.caller();
        Handle with = with(fields);
        return partners.find(caller.uid(), with)
                .flatMap(other -> open(caller, other))
                .onErrorResume(
                        refused -> Problems.nameOf(refused) == ProblemName.INVALID,
                        refused -> partners.former(caller.uid(), with)
                                .flatMap(other -> existing(call, other))
                                .switchIfEmpty(Mono.error(refused)));
    }

    /// The conversation that the caller has with somebody who is no more; empty if it has none.
    private Mono<ConversationOpening> existing(Call call, Uid other) {
        Uid caller = call.caller().uid();
        ConversationId id = ConversationId.direct(caller, other);
        return sides.ask(new FindConversation(caller, id, call.atLeast(sides.lastTold(), id)), ConversationView.class)
                .map(known -> new ConversationOpening(id, known.version(), false))
                .onErrorResume(failure -> Problems.nameOf(failure) == ProblemName.NOT_FOUND, none -> Mono.empty());
    }

    /// A call that is refused may be a repeat of one that was not: whatever it says, it gets the first group.
    private Mono<ConversationOpening> create(Call call, JsonFields fields) {
        Principal caller = call.caller();
        String given = clientConversationId(fields);
        if (given == null) {
            return create(call, fields, ConversationId.group());
        }
        ConversationId id = ConversationId.group(caller.uid(), given);
        return Mono.defer(() -> create(call, fields, id))
                .onErrorResume(
                        refused -> Problems.nameOf(refused) == ProblemName.INVALID,
                        refused -> sides.command(
                                        caller, new RecogniseGroup(id, caller.uid()), ConversationOpening.class)
                                .onErrorMap(
                                        failure -> Problems.nameOf(failure) == ProblemName.NOT_FOUND,
                                        notThere -> refused));
    }

    private Mono<ConversationOpening> create(Call call, JsonFields fields, ConversationId id) {
        Uid creator = call.caller().uid();
        String title = GroupRoutes.title(fields);
        List<String> members = GroupRoutes.members(fields).stream()
                .filter(member -> !member.equals(call.caller().handle().value()))
                .toList();
        return candidates
                .find(creator, null, new Asked(fields, members), call.atLeast(sides.lastTold()))
                .map(people -> new CreateGroup(id, creator, keys.sealMessage(creator, title), people))
                .flatMap(command -> sides.command(call.caller(), command, ConversationOpening.class))
                .doOnNext(opening -> sides.lastTold().told(creator, opening.conversationId(), opening.version()));
    }

    private static @Nullable String clientConversationId(JsonFields fields) {
        String given = fields.text("clientConversationId");
        String uuid = given == null ? null : Texts.uuid(given);
        if (given != null && uuid == null) {
            fields.invalid("clientConversationId", "another text (expected: a UUID)");
        }
        return uuid;
    }

    private Mono<ConversationOpening> open(Principal caller, Uid other) {
        return sides.command(caller, new OpenDirectConversation(caller.uid(), other), ConversationOpening.class)
                .doOnNext(opening -> sides.lastTold().told(caller.uid(), opening.conversationId(), opening.version()));
    }

    private Mono<ServerResponse> conversation(Call call) {
        ConversationId id = call.conversation();
        return conversation(call.caller(), id, call.atLeast(sides.lastTold(), id))
                .flatMap(Answers::ok);
    }

    private Mono<WireConversation> conversation(Principal caller, ConversationId id, AtLeast atLeast) {
        return sides.ask(new FindConversation(caller.uid(), id, atLeast), ConversationView.class)
                .map(view -> {
                    sides.lastTold().told(caller.uid(), id, view.version());
                    return sides.wire().conversation(caller.uid(), view);
                });
    }

    private Mono<ServerResponse> members(Call call) {
        ConversationId id = call.conversation();
        int limit = call.limit(sides.limits().page(), sides.limits().membersPageMax());
        FindMembers query = new FindMembers(
                call.caller().uid(), id, limit, call.place("after"), call.atLeast(sides.lastTold(), id));
        return sides.ask(query, MembersPage.class)
                .flatMap(page -> sides.users()
                        .of(page.members().stream().map(MemberView::member).toList())
                        .flatMap(users -> Answers.ok(new Members(
                                page.members().stream()
                                        .map(sides.wire()::member)
                                        .toList(),
                                users,
                                call.next(page.next())))));
    }

    private static Handle with(JsonFields fields) {
        String type = fields.requiredText("type");
        Handle with = fields.requiredHandle("with");
        if (fields.has("type") && !type.equals(DIRECT)) {
            fields.invalid("type", "not offered by this server (expected: direct or group)");
        }
        return fields.requireValid(with);
    }

    private record Members(
            List<WireMember> members,
            Map<String, WireProfile> users,
            @Nullable String next) {}
}
