package io.verbatim.standalone;

import io.verbatim.api.live.LiveFeed;
import io.verbatim.gateway.live.QueryBusFeed;
import io.verbatim.gateway.live.QueryBusFeedProperties;
import io.verbatim.query.live.LiveProperties;
import io.verbatim.query.live.LiveRouter;
import io.verbatim.standalone.TroubledFeed.Fate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.queryhandling.QueryBus;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/// The program with more than one gateway, as a process for tests from outside: the program's own where it always is,
/// and one beside it at each port that is named. What shall go wrong it is told on its standard input, line by line;
/// numbers that are too great count around.
///
/// - `replace N`: the router's partition N gets another owner
/// - `lose N`, `delay N`, `repeat N`: what becomes of the next batch that tells the gateway N beside it of something
/// - `forget N`: the partition gets another owner, and no gateway beside it learns of what is lost between the two
///
/// Tests start it from the build's folders: what is to be killed must be a process.
final class ManyGateways {

    private final ConfigurableApplicationContext program;
    private final List<ConfigurableApplicationContext> beside = new ArrayList<>();
    private final List<TroubledFeed> feeds = new ArrayList<>();
    private final List<QueryBusFeed> overTheBus = new ArrayList<>();

    private ManyGateways(ConfigurableApplicationContext program) {
        this.program = program;
    }

    public static void main(String[] ports) throws IOException {
        ManyGateways gateways = new ManyGateways(VerbatimApplication.start());
        gateways.start(ports);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int space = line.indexOf(' ');
            gateways.obey(line.substring(0, space), Integer.parseInt(line.substring(space + 1)));
        }
    }

    private void start(String[] ports) {
        OtherProcess.separate(program.getBean(QueryBus.class));
        for (String port : ports) {
            TroubledFeed feed = new TroubledFeed(feed(), 0);
            feeds.add(feed);
            beside.add(GatewayBeside.start(program, feed, "--server.port=" + port));
        }
        // they go before what they stand on
        program.addApplicationListener((ContextClosedEvent _) -> close());
    }

    /// As the program's own gateway has it.
    private LiveFeed feed() {
        if (program.getBeansOfType(QueryBusFeed.class).isEmpty()) {
            return program.getBean(LiveRouter.class);
        }
        QueryBusFeed feed =
                new QueryBusFeed(program.getBean(QueryBus.class), program.getBean(QueryBusFeedProperties.class));
        overTheBus.add(feed);
        return feed;
    }

    private void obey(String verb, int number) {
        int partition = number % program.getBean(LiveProperties.class).partitions();
        TroubledFeed feed = feeds.get(number % feeds.size());
        switch (verb) {
            case "lose" -> feed.next(Fate.LOST);
            case "delay" -> feed.next(Fate.LATE);
            case "repeat" -> feed.next(Fate.TWICE);
            case "replace" -> program.getBean(LiveRouter.class).replace(partition);
            case "forget" -> {
                feeds.forEach(each -> each.forget(partition));
                program.getBean(LiveRouter.class).replace(partition);
            }
            default -> throw new IllegalArgumentException("verb: " + verb);
        }
    }

    private void close() {
        beside.forEach(ConfigurableApplicationContext::close);
        overTheBus.forEach(QueryBusFeed::close);
    }
}
