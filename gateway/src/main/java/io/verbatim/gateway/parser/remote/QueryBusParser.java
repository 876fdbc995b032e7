package io.verbatim.gateway.parser.remote;

import io.verbatim.gateway.parser.ParsedFrame;
import io.verbatim.gateway.parser.RemoteParser;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryResponseMessage;

/// Asks whichever parser there is on the query bus.
public final class QueryBusParser implements RemoteParser {
    private final QueryBus bus;
    private final long withinMillis;
    private final String asker = UUID.randomUUID().toString();
    private final AtomicLong asks = new AtomicLong();

    public QueryBusParser(QueryBus bus, Duration answerWithin) {
        this.bus = bus;
        this.withinMillis = Math.max(1, answerWithin.toMillis());
    }

    @Override
    public CompletionStage<List<ParsedFrame>> parse(List<byte[]> frames) {
        ParseFrames question = new ParseFrames(asker + '-' + asks.incrementAndGet(), withinMillis, frames);
        return bus.query(new GenericQueryMessage<>(
                        question, ParseFrames.class.getName(), ResponseTypes.instanceOf(FramesParsed.class)))
                .thenApply(response -> answer(question, response))
                .orTimeout(withinMillis, TimeUnit.MILLISECONDS);
    }

    private static List<ParsedFrame> answer(ParseFrames question, QueryResponseMessage<FramesParsed> response) {
        if (response.isExceptional()) {
            throw new CompletionException(response.exceptionResult());
        }
        FramesParsed answer = response.getPayload();
        if (!answer.ask().equals(question.ask())
                || answer.frames().size() != question.frames().size()) {
            throw new IllegalStateException("answer: " + answer + " (expected: of " + question + ")");
        }
        return answer.frames().stream().map(CarriedFrame::parsed).toList();
    }
}
