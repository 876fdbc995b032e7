package io.verbatim.gateway.wire;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.api.AtLeast;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.conversation.FindTimeline;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.TimelinePage;
import io.verbatim.gateway.bus.Queries;
import io.verbatim.gateway.bus.RefusedException;
import io.verbatim.gateway.testing.ScriptedSides;
import io.verbatim.testkit.TestClock;
import io.verbatim.testkit.TransparentKeys;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RepliesTest {
    private final ScriptedSides sides = new ScriptedSides();
    private final Replies replies = new Replies(new Queries(sides.queryBus()));

    @Test
    void shouldFindOneMessage() throws Exception {
        answer(message(5));
        assertThat(find(5)).contains(message(5));
        assertThat(sides.received(FindTimeline.class))
                .containsExactly(new FindTimeline(
                        ANA.uid(), ANA_AND_BOB, new FindTimeline.Range.After(4), 1, AtLeast.position(9)));
    }

    @Test
    void shouldNotTakeAnotherForIt() throws Exception {
        answer(message(6));
        assertThat(find(5)).isEmpty();
    }

    @Test
    void shouldFindNothingWhereTheReaderSeesNothing() throws Exception {
        refuse(RefusalCode.NOT_FOUND);
        assertThat(find(5)).isEmpty();
    }

    @Test
    void shouldFailWhenTheViewIsBehind() {
        refuse(RefusalCode.BEHIND);
        assertThatThrownBy(() -> find(5)).hasCauseInstanceOf(RefusedException.class);
    }

    private void answer(MessageView message) {
        sides.onQuery(
                FindTimeline.class,
                TimelinePage.class,
                query -> new TimelinePage(List.of(message), false, Collections.singletonList(null)));
    }

    private void refuse(RefusalCode code) {
        sides.onQuery(FindTimeline.class, TimelinePage.class, query -> {
            throw ScriptedSides.queryRefusal(code);
        });
    }

    private Optional<MessageView> find(long seq) throws Exception {
        return replies.find(ANA.uid(), ANA_AND_BOB, seq, AtLeast.position(9))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private static MessageView message(long seq) {
        MessageContent content = MessageContent.text(TransparentKeys.message(BOB.uid(), "Hi"));
        return MessageView.sent(seq, seq, BOB.uid(), "uuid", TestClock.START, content);
    }
}
