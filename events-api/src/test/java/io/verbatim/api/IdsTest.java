package io.verbatim.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessageId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    private static final Uid ANA = new Uid("0123456789abcdef");
    private static final Uid BOB = new Uid("ghijklmnopqrstuv");

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "ana.b-c_d", "...", ".a"})
    void shouldTakeAHandle(String value) {
        assertThat(Handle.of(value)).hasToString(value);
        assertThat(Handle.of("x".repeat(64)).value()).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ana", "an a", "änä", "a/b", "ana\n", ".", ".."})
    void shouldRefuseWhatIsNoHandle(String value) {
        assertThat(Handle.isValid(value)).isFalse();
        assertThatThrownBy(() -> Handle.of(value))
                .hasMessage("userId: " + value + " (expected: 1 to 64 of a-z 0-9 . _ -)");
        assertThat(Handle.isValid("x".repeat(65))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "ä", "a\n", ".", ".."})
    void shouldTellWhatIsNoDevice(String value) {
        assertThat(DeviceId.isValid(value)).isFalse();
        assertThat(DeviceId.isValid("Phone-1_a.B")).isTrue();
        assertThat(DeviceId.isValid("x".repeat(65))).isFalse();
    }

    @Test
    void shouldNameADirectConversationByItsPair() {
        ConversationId conversation = ConversationId.direct(BOB, ANA);

        assertThat(conversation).isEqualTo(ConversationId.direct(ANA, BOB)).hasToString("d" + ANA + BOB);
        assertThat(conversation.pair()).containsExactly(ANA, BOB);
        assertThat(conversation.isDirect()).isTrue();
        assertThat(ConversationId.isValid(conversation.value())).isTrue();
    }

    @Test
    void shouldNameAGroupAtRandomOrByItsCreatorsUuid() {
        ConversationId group = ConversationId.group(ANA, "00000000-0000-4000-8000-000000000001");

        assertThat(group)
                .isEqualTo(ConversationId.group(ANA, "00000000-0000-4000-8000-000000000001"))
                .isNotEqualTo(ConversationId.group(BOB, "00000000-0000-4000-8000-000000000001"))
                .isNotEqualTo(ConversationId.group(ANA, "00000000-0000-4000-8000-000000000002"));
        assertThat(ConversationId.group()).isNotEqualTo(ConversationId.group());
        assertThat(ConversationId.isValid(group.value())).isTrue();
        assertThat(group.isDirect()).isFalse();
    }

    @Test
    void shouldRefuseAConversationWithOneself() {
        assertThatThrownBy(() -> ConversationId.direct(ANA, ANA))
                .hasMessage("other: " + ANA + " (expected: somebody else)");
    }

    @Test
    void shouldGiveNoPairOfAnythingElse() {
        assertThatThrownBy(() -> ConversationId.of("g1").pair()).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "d",
                "d0123456789abcdef",
                "x0123456789abcdefghijklmnopqrstuv",
                "d0123456789abcdefghijklmnopqrstuw"
            })
    void shouldTellWhatIsNoConversation(String value) {
        assertThat(ConversationId.isValid(value)).isFalse();
    }

    @Test
    void shouldCarryTheKindInAnAggregateId() {
        ConversationId conversation = ConversationId.direct(ANA, BOB);

        assertThat(ANA.accountId()).isEqualTo("account:" + ANA);
        assertThat(conversation.aggregateId()).isEqualTo("conversation:" + conversation);
        assertThat(ConversationId.ofAggregate(conversation.aggregateId())).isEqualTo(conversation);
        assertThat(AggregateKind.ACCOUNT.owns(ANA.accountId())).isTrue();
        assertThat(AggregateKind.CONVERSATION.owns(ANA.accountId())).isFalse();
        assertThatThrownBy(() -> ConversationId.ofAggregate(ANA.accountId()))
                .hasMessage("aggregateId: account:" + ANA + " (expected: conversation:…)");
    }

    @Test
    void shouldNameAMessageByItsPlace() {
        ConversationId conversation = ConversationId.direct(ANA, BOB);

        assertThat(MessageId.of(conversation, 42)).hasToString(conversation + "-42");
    }
}
