package io.verbatim.testkit;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.conversation.ConversationId;
import java.util.List;

/// Sample histories.
public final class Histories {

    /// The direct conversation of Ana and Bob.
    public static final ConversationId ANA_AND_BOB = ConversationId.direct(ANA.uid(), BOB.uid());

    private Histories() {}

    /// Ana and Bob have accounts, and Ana has opened their conversation: it exists for her alone.
    public static History opened() {
        return new History()
                .registered(ANA.uid(), "Ana")
                .registered(BOB.uid(), "Bob")
                .opened(ANA.uid(), BOB.uid());
    }

    /// They have talked: two messages of Ana's, of which Bob has read the first, and one of his.
    public static History talked() {
        return opened().sent(ANA.uid(), BOB.uid(), "Hello Bob")
                .delivered(BOB.uid(), ANA.uid(), 1)
                .read(BOB.uid(), ANA.uid(), 1)
                .sent(BOB.uid(), ANA.uid(), "Hello Ana")
                .delivered(ANA.uid(), BOB.uid(), 2)
                .sent(ANA.uid(), BOB.uid(), "How are you?");
    }

    /// As [#talked], and Carla has opened a conversation with Ana to which nobody has written.
    public static List<RecordedEvent> threePeople() {
        return talked().registered(CARLA.uid(), "Carla")
                .opened(CARLA.uid(), ANA.uid())
                .events();
    }
}
