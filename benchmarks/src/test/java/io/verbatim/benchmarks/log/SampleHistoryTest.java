package io.verbatim.benchmarks.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.conversation.ConversationEvent;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.ReceiptsRecorded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleHistoryTest {

    private final SampleHistory history = new SampleHistory(10);

    @Test
    void shouldNumberEveryStreamWithoutHoles() {
        Map<String, List<DomainEventMessage<?>>> streams = Stream.generate(history::next)
                .limit(500)
                .collect(Collectors.groupingBy(DomainEventMessage::getAggregateIdentifier));

        assertThat(streams).hasSize(30);
        assertThat(streams.values())
                .allSatisfy(stream -> assertThat(stream.stream()
                                .mapToLong(DomainEventMessage::getSequenceNumber)
                                .boxed()
                                .toList())
                        .isEqualTo(LongStream.range(0, stream.size()).boxed().toList()));
    }

    @Test
    void shouldReceiptEveryMessageByWhoDidNotSendIt() {
        List<ConversationEvent> events = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            if (history.next().getPayload() instanceof ConversationEvent event) {
                events.add(event);
            }
        }

        MessageSent sent = (MessageSent) events.get(20);
        ReceiptsRecorded receipt = (ReceiptsRecorded) events.get(30);
        assertThat(sent.seq()).isEqualTo(1);
        assertThat(receipt.delivered()).containsExactly(1L);
        assertThat(receipt.members()).doesNotContain(sent.member()).hasSize(1);
        assertThat(((MessageSent) events.get(40)).seq()).isEqualTo(2);
    }

    @Test
    void shouldFillALog(@TempDir Path folder) {
        SampleLog.main(new String[] {folder.resolve("log").toString(), "5000"});

        assertThat(folder.resolve("log")).isNotEmptyDirectory();
    }
}
