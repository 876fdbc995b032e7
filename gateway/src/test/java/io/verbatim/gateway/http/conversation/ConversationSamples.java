package io.verbatim.gateway.http.conversation;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;

import io.verbatim.api.account.FindProfiles;
import io.verbatim.api.account.ProfileView;
import io.verbatim.api.account.Profiles;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationType;
import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.MemberRole;
import io.verbatim.api.conversation.MemberView;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.gateway.testing.ScriptedSides;
import io.verbatim.testkit.People.Person;
import io.verbatim.testkit.TestClock;
import io.verbatim.testkit.TransparentKeys;
import java.util.List;
import java.util.Set;

/// What the views answer in tests.
final class ConversationSamples {
    static final String PATH = "/v1/conversations/" + ANA_AND_BOB;

    private ConversationSamples() {}

    /// Ana and Bob have profiles, nobody else.
    static void profiles(ScriptedSides sides) {
        sides.onQuery(
                FindProfiles.class,
                Profiles.class,
                query -> new Profiles(query.people().stream()
                        .filter(Set.of(ANA.uid(), BOB.uid())::contains)
                        .map(uid -> new ProfileView(uid, 1, TransparentKeys.profile(uid, "Somebody"), TestClock.START))
                        .toList()));
    }

    static ConversationView conversation(ConversationId id, long version) {
        List<MemberView> members = id.pair().stream()
                .map(uid -> new MemberView(uid, MemberRole.MEMBER, TestClock.START))
                .toList();
        return new ConversationView(
                id,
                ConversationType.DIRECT,
                null,
                version,
                TestClock.START,
                2,
                members,
                MemberRole.MEMBER,
                TestClock.START,
                false,
                1,
                5,
                2,
                3,
                4,
                0);
    }

    static MessageView message(long seq, Person sender, String text, Long replyTo) {
        MessageContent content =
                new MessageContent(TransparentKeys.message(sender.uid(), text), null, List.of(), replyTo, null);
        return MessageView.sent(seq, seq + 10, sender.uid(), "id-" + seq, TestClock.START, content);
    }
}
