package io.verbatim.command.conversation;

import io.verbatim.api.AggregateKind;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.DirectConversationOpened;
import io.verbatim.api.conversation.GroupCreated;
import io.verbatim.api.conversation.MemberLeft;
import io.verbatim.api.conversation.MemberRole;
import io.verbatim.api.conversation.MemberRolesChanged;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.vault.Sealed;
import io.verbatim.command.repository.AggregateFixtures;
import io.verbatim.command.repository.AggregateRegistrar;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.axonframework.test.aggregate.FixtureConfiguration;

/// The fixture of conversations, and the people who meet in them. `ANA` is member 1, `BOB` member 2.
final class ConversationFixture {

    static final Uid ANA = Uid.of("aaaaaaaaaaaaaaaa");
    static final Uid BOB = Uid.of("bbbbbbbbbbbbbbbb");
    static final Uid EVE = Uid.of("eeeeeeeeeeeeeeee");
    static final ConversationId CHAT = ConversationId.direct(ANA, BOB);
    static final MessageContent HELLO = MessageContent.text(sealed("hello"));
    static final String ONE = "00000000-0000-4000-8000-000000000001";
    static final String TWO = "00000000-0000-4000-8000-000000000002";

    static final Uid DAN = Uid.of("dddddddddddddddd");
    static final ConversationId GROUP = ConversationId.group(ANA, ONE);

    private ConversationFixture() {}

    static FixtureConfiguration<Conversation> fixture() {
        return fixture(new FakeMessages());
    }

    static FixtureConfiguration<Conversation> fixture(Messages messages) {
        return AggregateFixtures.of(
                Conversation.class,
                new AnnotatedAggregateMetaModelFactory(AggregateRegistrar.parameters(Conversation.class, messages))
                        .createModel(Conversation.class, Set.of(DirectConversation.class, Group.class)),
                new ConversationFactory());
    }

    /// Ana's group; Bob and Dan are members 2 and 3.
    static GroupCreated created() {
        return new GroupCreated(sealed("Friends"), List.of(ANA, BOB, DAN));
    }

    static MemberLeft left(int member, Uid person, Uid by, long afterSeq, int memberCount) {
        return new MemberLeft(member, person, by, afterSeq, memberCount);
    }

    static MemberRolesChanged role(Uid by, int member, Uid person, MemberRole role, int memberCount) {
        return new MemberRolesChanged(by, List.of(member), List.of(person), List.of(role), 0, memberCount);
    }

    static DirectConversationOpened openedByAna() {
        return new DirectConversationOpened(1, List.of(ANA, BOB));
    }

    static DirectConversationOpened openedByBob() {
        return new DirectConversationOpened(2, List.of(ANA, BOB));
    }

    static MessageSent sentByAna(long seq, String clientMessageId) {
        return new MessageSent(seq, 1, ANA, clientMessageId, HELLO);
    }

    static MessageSent sentByBob(long seq, String clientMessageId) {
        return new MessageSent(seq, 2, BOB, clientMessageId, HELLO);
    }

    static Sealed sealed(String text) {
        return new Sealed("key", new byte[12], text.getBytes(StandardCharsets.UTF_8));
    }

    static String aggregate() {
        return AggregateKind.CONVERSATION.idOf(CHAT.value());
    }

    /// An index that knows what it is told.
    static final class FakeMessages implements Messages {

        private final Map<String, Accepted> accepted = new HashMap<>();
        private final Map<Long, Uid> authors = new HashMap<>();

        FakeMessages with(Uid sender, String clientMessageId, long seq, long version, Instant sentAt) {
            accepted.put(sender + clientMessageId, new Accepted(seq, version, sentAt));
            return this;
        }

        FakeMessages by(Uid author, long seq) {
            authors.put(seq, author);
            return this;
        }

        @Override
        public Uid author(ConversationId conversation, long seq) {
            return authors.get(seq);
        }

        @Override
        public Accepted find(ConversationId conversation, Uid sender, String clientMessageId) {
            return accepted.get(sender + clientMessageId);
        }
    }
}
