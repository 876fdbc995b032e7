package io.verbatim.query.conversation;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.FindConversation;
import io.verbatim.api.conversation.FindInbox;
import io.verbatim.api.conversation.FindTimeline;
import io.verbatim.api.conversation.InboxPage;
import io.verbatim.api.conversation.MessageStatus;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.TimelinePage;
import io.verbatim.query.support.RunningViews;
import io.verbatim.testkit.Histories;
import org.junit.jupiter.api.Test;

class ConversationViewsTest {

    @Test
    void shouldShowWhatWasSaid() {
        try (RunningViews views = RunningViews.of(Histories.talked().events())) {
            TimelinePage page = views.ask(
                    new FindTimeline(ANA.uid(), ANA_AND_BOB, new FindTimeline.Range.Newest(), 50, AtLeast.ANYTHING),
                    TimelinePage.class);
            assertThat(page.messages()).extracting(MessageView::seq).containsExactly(1L, 2L, 3L);
            assertThat(page.statuses()).containsExactly(MessageStatus.READ, null, MessageStatus.SENT);
            InboxPage inbox = views.ask(new FindInbox(BOB.uid(), 50, null, AtLeast.ANYTHING), InboxPage.class);
            assertThat(inbox.entries()).hasSize(1);
            assertThat(inbox.entries().getFirst().conversation().unread()).isEqualTo(1);
            assertThat(views.refusal(
                                    new FindConversation(CARLA.uid(), ANA_AND_BOB, AtLeast.ANYTHING),
                                    ConversationView.class)
                            .code())
                    .isEqualTo(RefusalCode.NOT_FOUND);
        }
    }
}
