package io.verbatim.command.conversation;

import io.verbatim.api.AggregateKind;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.DirectConversationOpened;
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

    private ConversationFixture() {}

    static FixtureConfiguration<Conversation> fixture() {
        return fixture(new FakeMessages());
    }

    static FixtureConfiguration<Conversation> fixture(Messages messages) {
        return AggregateFixtures.of(
                Conversation.class,
                new AnnotatedAggregateMetaModelFactory(AggregateRegistrar.parameters(Conversation.class, messages))
                        .createModel(Conversation.class, Set.of(DirectConversation.class)),
                new ConversationFactory());
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
