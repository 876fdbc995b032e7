package io.verbatim.gateway.parser.remote;

import io.micrometer.core.instrument.MeterRegistry;
import io.verbatim.gateway.parser.FrameParser;
import io.verbatim.gateway.parser.ParsedFrame;
import io.verbatim.gateway.parser.ParsedFrame.Faulted;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.Registration;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The parser for gateways in other processes: on threads of its own, with a bound of what waits for them. It knows no
/// connection and keeps nothing, so that any other may answer as well.
public final class ServedParser implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServedParser.class);

    /// How long a stop waits for what is asked already; who asks then asks another.
    private static final Duration FINISH = Duration.ofSeconds(5);

    private final FrameParser parser;
    private final QueryBus bus;
    private final ServedParserMeters meters;
    private final long limit;
    private final AtomicLong queued = new AtomicLong();
    private final ExecutorService threads;
    private @Nullable Registration registration;

    /// A parser that nobody can ask yet.
    public ServedParser(FrameParser parser, QueryBus bus, ServedParserProperties settings, MeterRegistry registry) {
        this(
                parser,
                bus,
                registry,
                settings.queued().toBytes(),
                Executors.newFixedThreadPool(
                        settings.threads(),
                        Thread.ofPlatform().name("served-parser-", 0).daemon().factory()));
    }

    ServedParser(FrameParser parser, QueryBus bus, MeterRegistry registry, long limit, ExecutorService threads) {
        this.parser = parser;
        this.bus = bus;
        this.meters = new ServedParserMeters(registry, queued);
        this.limit = limit;
        this.threads = threads;
    }

    /// Serves gateways from now on.
    @SuppressWarnings("FutureReturnValueIgnored") // the bus takes a future for an answer
    public void start() {
        registration = bus.subscribe(
                ParseFrames.class.getName(),
                FramesParsed.class,
                (QueryMessage<?, FramesParsed> message) -> answer((ParseFrames) message.getPayload()));
    }

    /// What waits is still answered.
    @Override
    public void close() {
        if (registration != null) {
            boolean _ = registration.cancel();
        }
        threads.shutdown();
        try {
            boolean _ = threads.awaitTermination(FINISH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<FramesParsed> answer(ParseFrames question) {
        long size = question.frames().stream().mapToLong(frame -> frame.length).sum();
        long now = queued.addAndGet(size);
        if (now > limit && now > size) {
            queued.addAndGet(-size);
            meters.refused();
            throw new RejectedExecutionException("frames: " + now + " bytes wait (expected: at most " + limit + ")");
        }
        long since = System.nanoTime();
        return CompletableFuture.supplyAsync(
                () -> {
                    queued.addAndGet(-size);
                    return inTime(question, since);
                },
                threads);
    }

    /// What nobody waits for any more is asked for again by now.
    private FramesParsed inTime(ParseFrames question, long since) {
        long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
        if (waited > question.withinMillis()) {
            meters.refused();
            throw new RejectedExecutionException(
                    "ask: " + waited + " ms old (expected: at most " + question.withinMillis() + ")");
        }
        return parsed(question);
    }

    private FramesParsed parsed(ParseFrames question) {
        return new FramesParsed(
                question.ask(), question.frames().stream().map(this::parsed).toList());
    }

    private CarriedFrame parsed(byte[] frame) {
        ParsedFrame parsed = parser.read(frame);
        meters.parsed(parsed);
        if (parsed instanceof Faulted faulted) {
            // its message may have something of the frame
            LOG.error(
                    "A frame could not be parsed for a fault: {} at {}",
                    faulted.fault().getClass().getName(),
                    Arrays.toString(faulted.fault().getStackTrace()));
        }
        return CarriedFrame.of(parsed);
    }
}
