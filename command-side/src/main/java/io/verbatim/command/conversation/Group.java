package io.verbatim.command.conversation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.AddMembers;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationOpening;
import io.verbatim.api.conversation.ConversationVersion;
import io.verbatim.api.conversation.CreateGroup;
import io.verbatim.api.conversation.GroupCreated;
import io.verbatim.api.conversation.GroupLimits;
import io.verbatim.api.conversation.GroupRetitled;
import io.verbatim.api.conversation.MemberLeft;
import io.verbatim.api.conversation.MemberRole;
import io.verbatim.api.conversation.MemberRolesChanged;
import io.verbatim.api.conversation.MembersAdded;
import io.verbatim.api.conversation.PutMember;
import io.verbatim.api.conversation.RecogniseGroup;
import io.verbatim.api.conversation.RemoveMember;
import io.verbatim.api.conversation.RetitleGroup;
import io.verbatim.command.RefusedCommand;
import io.verbatim.command.conversation.GroupSnapshot.Marks;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;

/// A conversation of 2 to 10,000, who may come and go. Each sees what is said during its stays.
@AggregateRoot(type = "conversation")
final class Group extends Conversation {

    private final Stays stays;

    /// A group in which nothing has happened yet.
    Group(ConversationId conversationId) {
        super(conversationId, new Watermarks(), new Choices(), 0);
        this.stays = new Stays();
    }

    /// The group as a snapshot describes it.
    Group(GroupSnapshot snapshot) {
        super(
                snapshot.conversationId(),
                new Watermarks(
                        snapshot.marks().delivered().clone(),
                        snapshot.marks().read().clone()),
                new Choices(snapshot.choices()),
                snapshot.lastSeq());
        this.stays = new Stays(
                snapshot.people(),
                snapshot.roles(),
                snapshot.joinedAfter().clone(),
                snapshot.leftAfter().clone());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationOpening handle(CreateGroup command) {
        boolean alreadyThere = stays.given() > 0;
        if (!alreadyThere) {
            List<Uid> others = command.members().stream()
                    .filter(person -> !person.equals(command.by()))
                    .distinct()
                    .toList();
            requireRoom(1 + others.size());
            apply(new GroupCreated(command.title(), withFirst(command.by(), others)));
        }
        return new ConversationOpening(conversationId(), version(), !alreadyThere);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationOpening handle(RecogniseGroup command) {
        requireMember(command.by());
        return new ConversationOpening(conversationId(), version(), false);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationVersion handle(RetitleGroup command) {
        int member = requireAdmin(command.by());
        apply(new GroupRetitled(member, command.by(), command.title(), lastSeq()));
        return new ConversationVersion(version());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationVersion handle(AddMembers command) {
        requireAdmin(command.by());
        List<Uid> others = command.people().stream()
                .filter(person -> !stays.isPresent(person))
                .distinct()
                .toList();
        if (!others.isEmpty()) {
            add(command.by(), others, MemberRole.MEMBER);
        }
        return new ConversationVersion(version());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationVersion handle(PutMember command) {
        int by = requireActiveMember(command.by());
        MemberRole role = command.role();
        int member = stays.last(command.person());
        if (stays.isPresent(command.person())) {
            change(by, member, role == null ? stays.role(member) : role);
        } else {
            requireAdmin(command.by());
            if (role == MemberRole.OWNER) {
                throw new RefusedCommand(Refusal.invalid("role", "role: owner (expected: of a member)"));
            }
            add(command.by(), List.of(command.person()), role == null ? MemberRole.MEMBER : role);
        }
        return new ConversationVersion(version());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationVersion handle(RemoveMember command) {
        boolean leaves = command.by().equals(command.person());
        requireMember(command.by());
        if (!leaves) {
            requireAdmin(command.by());
        }
        if (stays.isPresent(command.person())) {
            remove(command.by(), stays.last(command.person()), leaves);
        }
        return new ConversationVersion(version());
    }

    private void change(int by, int member, MemberRole role) {
        if (stays.role(member) == role) {
            return;
        }
        requireAdmin(stays.person(by));
        if (stays.role(member) == MemberRole.OWNER) {
            throw by == member
                    ? new RefusedCommand(
                            Refusal.invalid("role", "role: of the owner (expected: owner, of somebody else)"))
                    : ownersOwn();
        }
        if (role != MemberRole.OWNER) {
            changeRoles(stays.person(by), List.of(member), List.of(role));
        } else if (stays.role(by) == MemberRole.OWNER) {
            changeRoles(stays.person(by), List.of(member, by), List.of(MemberRole.OWNER, MemberRole.ADMIN));
        } else {
            throw ownersOwn();
        }
    }

    private void remove(Uid by, int member, boolean leaves) {
        boolean owned = stays.role(member) == MemberRole.OWNER;
        if (owned && !leaves) {
            throw ownersOwn();
        }
        apply(new MemberLeft(member, stays.person(member), by, lastSeq(), stays.present() - 1));
        int successor = stays.successor();
        if (owned && successor > 0) {
            changeRoles(by, List.of(successor), List.of(MemberRole.OWNER));
        }
    }

    private void add(Uid by, List<Uid> people, MemberRole role) {
        int then = stays.present() + people.size();
        requireRoom(then);
        apply(new MembersAdded(by, stays.given() + 1, people, role, lastSeq(), then));
    }

    private void changeRoles(Uid by, List<Integer> members, List<MemberRole> roles) {
        List<Uid> people = members.stream().map(stays::person).toList();
        apply(new MemberRolesChanged(by, members, people, roles, lastSeq(), stays.present()));
    }

    @EventSourcingHandler
    void on(GroupCreated event) {
        for (int i = 0; i < event.members().size(); i++) {
            stays.join(event.members().get(i), i == 0 ? MemberRole.OWNER : MemberRole.MEMBER, 0);
        }
    }

    /// What it is called is decided nowhere here.
    @EventSourcingHandler
    void on(GroupRetitled event) {}

    @EventSourcingHandler
    void on(MembersAdded event) {
        for (int i = 0; i < event.people().size(); i++) {
            stays.join(event.people().get(i), event.role(), event.afterSeq());
            watermarks().raise(event.firstMember() + i, event.afterSeq(), event.afterSeq());
        }
    }

    @EventSourcingHandler
    void on(MemberLeft event) {
        stays.leave(event.member(), event.afterSeq());
    }

    @EventSourcingHandler
    void on(MemberRolesChanged event) {
        for (int i = 0; i < event.members().size(); i++) {
            stays.change(event.members().get(i), event.roles().get(i));
        }
    }

    @Override
    int memberNo(Uid person) {
        return stays.last(person);
    }

    /// Only who is no longer a member may not.
    @Override
    void requireWritable() {}

    @Override
    void requireActive(int member) {
        if (!stays.isPresent(member)) {
            throw new RefusedCommand(RefusalCode.NOT_A_MEMBER, "conversation: left (expected: a member)");
        }
    }

    @Override
    boolean isMember(Uid person) {
        return stays.isPresent(person);
    }

    @Override
    boolean mayMentionAll(int member) {
        return stays.role(member).administers();
    }

    @Override
    boolean mayDeleteOthers(int member) {
        return stays.role(member).administers();
    }

    @Override
    boolean sees(Uid person, long seq) {
        return stays.sees(person, seq, lastSeq());
    }

    @Override
    int memberCount() {
        return stays.present();
    }

    @Override
    long lastSeqOf(int member) {
        return stays.lastSeq(member, lastSeq());
    }

    @Override
    public int heapBytes() {
        return super.heapBytes() + stays.heapBytes();
    }

    @Override
    public Object snapshot() {
        return new GroupSnapshot(
                conversationId(),
                stays.people(),
                stays.roles(),
                stays.joinedAfter(),
                stays.leftAfter(),
                lastSeq(),
                new Marks(watermarks().deliveredByMember(), watermarks().readByMember()),
                choices().all());
    }

    private int requireActiveMember(Uid person) {
        int member = requireMember(person);
        requireActive(member);
        return member;
    }

    private int requireAdmin(Uid person) {
        int member = requireActiveMember(person);
        if (!stays.role(member).administers()) {
            throw new RefusedCommand(RefusalCode.FORBIDDEN, "by: a member (expected: an admin)");
        }
        return member;
    }

    private static RefusedCommand ownersOwn() {
        return new RefusedCommand(RefusalCode.FORBIDDEN, "by: an admin (expected: the owner)");
    }

    private static void requireRoom(int members) {
        if (members > GroupLimits.MEMBERS) {
            throw new RefusedCommand(
                    RefusalCode.LIMIT_REACHED,
                    "members: " + members + " (expected: at most " + GroupLimits.MEMBERS + ")");
        }
    }

    private static List<Uid> withFirst(Uid first, List<Uid> others) {
        List<Uid> all = new ArrayList<>(1 + others.size());
        all.add(first);
        all.addAll(others);
        return all;
    }
}
