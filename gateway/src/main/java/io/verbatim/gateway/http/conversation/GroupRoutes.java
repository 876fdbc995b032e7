package io.verbatim.gateway.http.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.AddMembers;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.FindConversation;
import io.verbatim.api.conversation.GroupLimits;
import io.verbatim.api.conversation.MemberRole;
import io.verbatim.api.conversation.PutMember;
import io.verbatim.api.conversation.RemoveMember;
import io.verbatim.api.conversation.RetitleGroup;
import io.verbatim.api.vault.Keys;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.http.Answers;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.http.Endpoint;
import io.verbatim.gateway.http.Endpoints;
import io.verbatim.gateway.http.conversation.GroupCandidates.Asked;
import io.verbatim.gateway.input.JsonFields;
import io.verbatim.gateway.input.Texts;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// What a group is called, and who is in it.
final class GroupRoutes implements Endpoints {

    private static final String MEMBERS = "/v1/conversations/{id}/members";
    private static final String MEMBER = MEMBERS + "/{userId}";

    private final Sides sides;
    private final GroupCandidates candidates;
    private final Keys keys;

    GroupRoutes(Sides sides, GroupCandidates candidates, Keys keys) {
        this.sides = sides;
        this.candidates = candidates;
        this.keys = keys;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.patch("/v1/conversations/{id}", this::retitle),
                Endpoint.post(MEMBERS, this::addMany),
                Endpoint.put(MEMBER, this::put),
                Endpoint.delete(MEMBER, this::remove));
    }

    /// A repeat is answered from the view: sealed twice, the same title is two.
    private Mono<ServerResponse> retitle(Call call) {
        ConversationId id = group(call);
        Uid caller = call.caller().uid();
        return call.body().flatMap(fields -> {
            String title = newTitle(fields);
            FindConversation query = new FindConversation(caller, id, call.atLeast(sides.lastTold(), id));
            return sides.ask(query, ConversationView.class).flatMap(known -> {
                boolean isSo = title == null || (known.title() != null && title.equals(keys.open(known.title())));
                return isSo && !known.left() && known.role().administers()
                        ? Answers.version(known.version())
                        : sides.change(
                                call.caller(),
                                new RetitleGroup(id, caller, keys.sealMessage(caller, title == null ? "" : title)));
            });
        });
    }

    private Mono<ServerResponse> addMany(Call call) {
        ConversationId id = group(call);
        Uid caller = call.caller().uid();
        return call.body()
                .map(fields -> {
                    List<String> members = members(fields);
                    if (!fields.has("members")) {
                        fields.invalid("members", "none (expected: somebody)");
                    }
                    fields.requireValid();
                    return new Asked(fields, members);
                })
                .flatMap(asked -> admin(call, id).then(Mono.just(asked)))
                .flatMap(asked -> candidates.find(caller, id, asked, call.atLeast(sides.lastTold())))
                .flatMap(people -> sides.change(call.caller(), new AddMembers(id, caller, people)));
    }

    /// Who is a member already is not asked for: its role may be changed whoever blocks whom.
    private Mono<ServerResponse> put(Call call) {
        ConversationId id = group(call);
        Uid caller = call.caller().uid();
        return call.body().flatMap(fields -> {
            MemberRole role = role(fields);
            return admin(call, id)
                    .then(candidates.called(call.path("userId")))
                    .switchIfEmpty(Mono.error(GroupRoutes::nobody))
                    .flatMap(person -> candidates
                            .isMember(id, person)
                            .flatMap(member -> member
                                    ? Mono.just(person)
                                    : candidates.find(caller, person, call.atLeast(sides.lastTold()))))
                    .flatMap(person -> sides.change(call.caller(), new PutMember(id, caller, person, role)));
        });
    }

    private Mono<ServerResponse> remove(Call call) {
        ConversationId id = group(call);
        Uid caller = call.caller().uid();
        return candidates
                .called(call.path("userId"))
                .switchIfEmpty(Mono.error(() -> new ProblemException(ProblemName.NOT_FOUND)))
                .flatMap(person -> sides.change(call.caller(), new RemoveMember(id, caller, person)));
    }

    /// Nobody learns who there is by adding to a group that is not its own.
    private Mono<ConversationView> admin(Call call, ConversationId id) {
        Uid caller = call.caller().uid();
        return sides.ask(new FindConversation(caller, id, call.atLeast(sides.lastTold(), id)), ConversationView.class)
                .flatMap(known -> known.left()
                        ? Mono.error(new ProblemException(ProblemName.NOT_A_MEMBER))
                        : known.role().administers()
                                ? Mono.just(known)
                                : Mono.error(new ProblemException(ProblemName.FORBIDDEN)));
    }

    /// The group in the path; a direct conversation has no members that come and go.
    private static ConversationId group(Call call) {
        ConversationId id = call.conversation();
        if (id.isDirect()) {
            throw new ProblemException(ProblemName.FORBIDDEN);
        }
        return id;
    }

    /// Reads the title of a new group.
    static String title(JsonFields fields) {
        String title = fields.requiredText("title");
        check(fields, title);
        return title;
    }

    /// Reads who shall be members: each once, whether there is such a person or not.
    static List<String> members(JsonFields fields) {
        List<String> members = fields.texts("members").stream().distinct().toList();
        if (members.size() > GroupLimits.ADDED_AT_ONCE) {
            fields.invalid("members", members.size() + " users (expected: at most " + GroupLimits.ADDED_AT_ONCE + ")");
            return List.of();
        }
        return members;
    }

    private static @Nullable String newTitle(JsonFields fields) {
        String title = fields.text("title");
        if (title != null) {
            check(fields, title);
        } else if (fields.removes("title")) {
            fields.invalid("title", "null (expected: what replaces it)");
        }
        if (fields.has("avatarMediaId")) {
            fields.invalid("avatarMediaId", "not offered by this server (expected: none)");
        }
        fields.requireValid();
        return title;
    }

    private static void check(JsonFields fields, String title) {
        String fault = Texts.fault(title, GroupLimits.TITLE);
        if (fault != null && fields.has("title")) {
            fields.invalid("title", fault);
        }
    }

    private static @Nullable MemberRole role(JsonFields fields) {
        String role = fields.text("role");
        MemberRole found = null;
        for (MemberRole each : MemberRole.values()) {
            found = each.name().toLowerCase(Locale.ROOT).equals(role) ? each : found;
        }
        if (role != null && found == null) {
            fields.invalid("role", "another text (expected: owner, admin or member)");
        }
        fields.requireValid();
        return found;
    }

    private static ProblemException nobody() {
        return new ProblemException(Problem.invalid("userId", "nobody (expected: somebody)"));
    }
}
