package io.verbatim.command.conversation;

import static io.verbatim.command.conversation.ConversationFixture.ANA;
import static io.verbatim.command.conversation.ConversationFixture.BOB;
import static io.verbatim.command.conversation.ConversationFixture.DAN;
import static io.verbatim.command.conversation.ConversationFixture.EVE;
import static io.verbatim.command.conversation.ConversationFixture.GROUP;
import static io.verbatim.command.conversation.ConversationFixture.HELLO;
import static io.verbatim.command.conversation.ConversationFixture.ONE;
import static io.verbatim.command.conversation.ConversationFixture.created;
import static io.verbatim.command.conversation.ConversationFixture.fixture;
import static io.verbatim.command.conversation.ConversationFixture.left;
import static io.verbatim.command.conversation.ConversationFixture.role;
import static io.verbatim.command.conversation.ConversationFixture.sealed;

import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.AddMembers;
import io.verbatim.api.conversation.ConversationOpening;
import io.verbatim.api.conversation.ConversationVersion;
import io.verbatim.api.conversation.CreateGroup;
import io.verbatim.api.conversation.GroupCreated;
import io.verbatim.api.conversation.GroupLimits;
import io.verbatim.api.conversation.GroupRetitled;
import io.verbatim.api.conversation.MemberRole;
import io.verbatim.api.conversation.MemberRolesChanged;
import io.verbatim.api.conversation.MembersAdded;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.PutMember;
import io.verbatim.api.conversation.RecogniseGroup;
import io.verbatim.api.conversation.RemoveMember;
import io.verbatim.api.conversation.RetitleGroup;
import io.verbatim.command.RefusedCommand;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Who may come, go, and change others in a group.
class GroupMembersTest {

    private static final Refusal NOT_THERE =
            Refusal.of(RefusalCode.NOT_FOUND, "conversation: not there for the caller");
    private static final Refusal LEFT = Refusal.of(RefusalCode.NOT_A_MEMBER, "conversation: left (expected: a member)");
    private static final Refusal NO_ADMIN = Refusal.of(RefusalCode.FORBIDDEN, "by: a member (expected: an admin)");
    private static final Refusal NOT_THE_OWNER =
            Refusal.of(RefusalCode.FORBIDDEN, "by: an admin (expected: the owner)");

    @Test
    void shouldBeCreatedByItsOwner() {
        fixture()
                .givenNoPriorActivity()
                .when(new CreateGroup(GROUP, ANA, sealed("Friends"), List.of(BOB, ANA, DAN, BOB)))
                .expectEvents(created())
                .expectResultMessagePayload(new ConversationOpening(GROUP, 1, true));
    }

    @Test
    void shouldBeCreatedOnce() {
        fixture()
                .given(created())
                .when(new CreateGroup(GROUP, ANA, sealed("Others"), List.of(EVE)))
                .expectNoEvents()
                .expectResultMessagePayload(new ConversationOpening(GROUP, 1, false));
    }

    @Test
    void shouldBeRecognisedOnceItIsThere() {
        fixture()
                .given(created(), left(1, ANA, ANA, 0, 2))
                .when(new RecogniseGroup(GROUP, ANA))
                .expectNoEvents()
                .expectResultMessagePayload(new ConversationOpening(GROUP, 2, false));
        var nowhere = fixture();
        nowhere.setReportIllegalStateChange(false); // there is nothing to compare: it was never recorded
        nowhere.givenNoPriorActivity()
                .when(new RecogniseGroup(GROUP, ANA))
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(Refusal.of(RefusalCode.NOT_FOUND, "conversation: not there for the caller"));
    }

    @Test
    void shouldTakeNoMoreThanItHasRoomFor() {
        List<Uid> many = people(GroupLimits.MEMBERS);
        fixture()
                .givenNoPriorActivity()
                .when(new CreateGroup(GROUP, ANA, sealed("Friends"), many))
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(full());
        fixture()
                .given(new GroupCreated(sealed("Friends"), many))
                .when(new AddMembers(GROUP, many.getFirst(), List.of(ANA)))
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(full());
        fixture()
                .given(new GroupCreated(sealed("Friends"), many))
                .when(new PutMember(GROUP, many.getFirst(), ANA, null))
                .expectNoEvents()
                .expectExceptionDetails(full());
    }

    @Test
    void shouldBeRetitledByAdmins() {
        fixture()
                .given(created())
                .when(new RetitleGroup(GROUP, ANA, sealed("Best friends")))
                .expectEvents(new GroupRetitled(1, ANA, sealed("Best friends"), 0))
                .expectResultMessagePayload(new ConversationVersion(2));
        refuse(new RetitleGroup(GROUP, BOB, sealed("Bob's")), NO_ADMIN, created());
        refuse(new RetitleGroup(GROUP, EVE, sealed("Eve's")), NOT_THERE, created());
        refuse(new RetitleGroup(GROUP, BOB, sealed("Bob's")), LEFT, created(), left(2, BOB, BOB, 0, 2));
    }

    @Test
    void shouldAddManyUnderNumbersOfTheirOwn() {
        Uid fay = Uid.of("ffffffffffffffff");
        fixture()
                .given(created(), left(2, BOB, ANA, 0, 2))
                .when(new AddMembers(GROUP, ANA, List.of(EVE, DAN, BOB, fay, EVE)))
                .expectEvents(new MembersAdded(ANA, 4, List.of(EVE, BOB, fay), MemberRole.MEMBER, 0, 5))
                .expectResultMessagePayload(new ConversationVersion(3));
        fixture()
                .given(created())
                .when(new AddMembers(GROUP, ANA, List.of(DAN, BOB)))
                .expectNoEvents()
                .expectResultMessagePayload(new ConversationVersion(1));
        refuse(new AddMembers(GROUP, BOB, List.of(EVE)), NO_ADMIN, created());
        refuse(new AddMembers(GROUP, EVE, List.of(EVE)), NOT_THERE, created());
        refuse(new AddMembers(GROUP, BOB, List.of(EVE)), LEFT, created(), left(2, BOB, ANA, 0, 2));
    }

    @Test
    void shouldAddOneInARole() {
        fixture()
                .given(created(), new MessageSent(1, 1, ANA, ONE, HELLO))
                .when(new PutMember(GROUP, ANA, EVE, MemberRole.ADMIN))
                .expectEvents(new MembersAdded(ANA, 4, List.of(EVE), MemberRole.ADMIN, 1, 4));
        fixture()
                .given(created())
                .when(new PutMember(GROUP, ANA, EVE, null))
                .expectEvents(new MembersAdded(ANA, 4, List.of(EVE), MemberRole.MEMBER, 0, 4));
        refuse(
                new PutMember(GROUP, ANA, EVE, MemberRole.OWNER),
                Refusal.invalid("role", "role: owner (expected: of a member)"),
                created());
        refuse(new PutMember(GROUP, BOB, EVE, null), NO_ADMIN, created());
    }

    @Test
    void shouldChangeRolesByAdmins() {
        fixture()
                .given(created())
                .when(new PutMember(GROUP, ANA, BOB, MemberRole.ADMIN))
                .expectEvents(role(ANA, 2, BOB, MemberRole.ADMIN, 3));
        fixture()
                .given(created(), role(ANA, 2, BOB, MemberRole.ADMIN, 3))
                .when(new PutMember(GROUP, BOB, BOB, MemberRole.MEMBER))
                .expectEvents(role(BOB, 2, BOB, MemberRole.MEMBER, 3));
        fixture()
                .given(created())
                .when(new PutMember(GROUP, BOB, DAN, null))
                .expectNoEvents()
                .expectResultMessagePayload(new ConversationVersion(1));
        refuse(new PutMember(GROUP, BOB, DAN, MemberRole.ADMIN), NO_ADMIN, created());
        refuse(
                new PutMember(GROUP, BOB, ANA, MemberRole.MEMBER),
                NOT_THE_OWNER,
                created(),
                role(ANA, 2, BOB, MemberRole.ADMIN, 3));
        refuse(
                new PutMember(GROUP, BOB, DAN, MemberRole.OWNER),
                NOT_THE_OWNER,
                created(),
                role(ANA, 2, BOB, MemberRole.ADMIN, 3));
    }

    @Test
    void shouldPassFromOwnerToOwner() {
        fixture()
                .given(created())
                .when(new PutMember(GROUP, ANA, BOB, MemberRole.OWNER))
                .expectEvents(new MemberRolesChanged(
                        ANA, List.of(2, 1), List.of(BOB, ANA), List.of(MemberRole.OWNER, MemberRole.ADMIN), 0, 3));
        refuse(
                new PutMember(GROUP, ANA, ANA, MemberRole.ADMIN),
                Refusal.invalid("role", "role: of the owner (expected: owner, of somebody else)"),
                created());
    }

    @Test
    void shouldBeLeftByAnybody() {
        fixture()
                .given(created())
                .when(new RemoveMember(GROUP, BOB, BOB))
                .expectEvents(left(2, BOB, BOB, 0, 2))
                .expectResultMessagePayload(new ConversationVersion(2));
        fixture()
                .given(created(), left(2, BOB, BOB, 0, 2))
                .when(new RemoveMember(GROUP, BOB, BOB))
                .expectNoEvents()
                .expectResultMessagePayload(new ConversationVersion(2));
        refuse(new RemoveMember(GROUP, EVE, EVE), NOT_THERE, created());
    }

    @Test
    void shouldBeLeftToItsLongestStandingAdminElseMember() {
        fixture()
                .given(created(), role(ANA, 3, DAN, MemberRole.ADMIN, 3))
                .when(new RemoveMember(GROUP, ANA, ANA))
                .expectEvents(left(1, ANA, ANA, 0, 2), role(ANA, 3, DAN, MemberRole.OWNER, 2));
        fixture()
                .given(created())
                .when(new RemoveMember(GROUP, ANA, ANA))
                .expectEvents(left(1, ANA, ANA, 0, 2), role(ANA, 2, BOB, MemberRole.OWNER, 2));
        fixture()
                .given(created(), left(2, BOB, BOB, 0, 2), left(3, DAN, DAN, 0, 1))
                .when(new RemoveMember(GROUP, ANA, ANA))
                .expectEvents(left(1, ANA, ANA, 0, 0));
    }

    @Test
    void shouldRemoveByAdmins() {
        fixture()
                .given(created(), role(ANA, 2, BOB, MemberRole.ADMIN, 3))
                .when(new RemoveMember(GROUP, BOB, DAN))
                .expectEvents(left(3, DAN, BOB, 0, 2));
        fixture()
                .given(created())
                .when(new RemoveMember(GROUP, ANA, EVE))
                .expectNoEvents()
                .expectResultMessagePayload(new ConversationVersion(1));
        refuse(new RemoveMember(GROUP, BOB, DAN), NO_ADMIN, created());
        refuse(new RemoveMember(GROUP, EVE, DAN), NOT_THERE, created());
        refuse(new RemoveMember(GROUP, BOB, DAN), LEFT, created(), left(2, BOB, BOB, 0, 2));
        refuse(new RemoveMember(GROUP, BOB, ANA), NOT_THE_OWNER, created(), role(ANA, 2, BOB, MemberRole.ADMIN, 3));
    }

    private static void refuse(Object command, Refusal refusal, Object... given) {
        fixture()
                .given(given)
                .when(command)
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(refusal);
    }

    private static Refusal full() {
        return Refusal.of(RefusalCode.LIMIT_REACHED, "members: 10001 (expected: at most 10000)");
    }

    private static List<Uid> people(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> Uid.of("%016d".formatted(n)))
                .toList();
    }
}
