package io.verbatim.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One group: some of its members send, all that are connected receive. Checks that everybody gets every message, once
/// and in order.
final class GroupTraffic implements Load {

    private final Settings settings;
    private final Settings.Group shape;
    private final Tally tally = new Tally();
    private final LatencyHistogram toLast = new LatencyHistogram();
    private final Acknowledgements acknowledgements;
    private final Broadcasts broadcasts;
    private final List<Member> members = new ArrayList<>();
    private final ServerFrame frame = new ServerFrame();
    private List<Accounts.Person> people = List.of();
    private int[] own = {};
    private int[] received = {};
    private long deliveries;
    private int measuredFrom = Integer.MAX_VALUE;
    private int measuredTo = Integer.MAX_VALUE;
    private int welcomed;
    private int nextSender;

    GroupTraffic(Settings settings, Settings.Group shape) {
        this.settings = settings;
        this.shape = shape;
        this.acknowledgements = new Acknowledgements(settings.receipts());
        this.broadcasts = new Broadcasts(shape.online() - 1);
    }

    @Override
    public void connect(LoadRun run, SocketLoop loop, Accounts accounts) throws IOException, InterruptedException {
        people = accounts.signIn(shape.online());
        List<String> others = new ArrayList<>();
        people.subList(1, people.size()).forEach(person -> others.add(person.userId()));
        others.addAll(accounts.register(shape.online(), shape.absent()));
        Accounts.Opened group = accounts.openGroup(people.getFirst(), others);
        Conversation conversation = new Conversation(group.id(), group.lastSeq());
        String firstMessageId = MessageNumbers.first();
        own = new int[people.size()];
        received = new int[people.size()];
        for (Accounts.Person person : people) {
            Connection connection = loop.connect(person.token());
            members.add(new Member(connection, conversation, "", firstMessageId, settings.textBytes()));
            run.awaitWelcomes(loop, members.size() - LoadRun.OPENING);
        }
        run.awaitWelcomes(loop, people.size());
    }

    @Override
    public void sendDue(SocketLoop loop, Pace pace) {
        for (long due = pace.due(System.nanoTime(), inFlight()); due > 0; due--) {
            Member member = members.get(nextSender);
            nextSender = (nextSender + 1) % shape.senders();
            long sentAt = System.nanoTime();
            byte[] json = member.send(broadcasts.begin(sentAt));
            loop.send(member.connection, json, 0, json.length);
            pace.sent(sentAt);
            tally.sent += tally.measuring ? 1 : 0;
        }
    }

    @Override
    public void text(SocketLoop loop, Connection connection, byte[] bytes, int from, int to, long readAt) {
        Member member = members.get(connection.index);
        frame.read(bytes, from, to, member.conversationId, member.peer);
        switch (frame.kind) {
            case WELCOME -> welcomed++;
            case ACK -> acked(member, frame.id, frame.seq, readAt);
            case FAILED -> tally.failed(text(bytes, from, to));
            case EVENT -> {
                if (frame.ofConversation && frame.event == ServerFrame.Event.MESSAGE_SENT) {
                    received(loop, member, frame.messageNumber, frame.seq, readAt);
                }
            }
            case GOODBYE -> tally.wrong(text(bytes, from, to));
            case OTHER -> {}
        }
    }

    private void acked(Member member, long number, long seq, long now) {
        if (!broadcasts.contains(number) || !member.conversation.take(seq)) {
            tally.wrong("seq " + seq + " twice, or an ack of nothing: id " + number);
            return;
        }
        own[member.connection.index]++;
        if (isMeasured(number)) {
            tally.toAck.record(now - broadcasts.sentAt(number));
        }
        landed(number, now);
    }

    private void received(SocketLoop loop, Member member, long number, long seq, long now) {
        if (seq <= member.receivedSeq) {
            if (number <= member.receivedNumber) {
                tally.repeated++;
            } else {
                tally.wrong("out of order: message " + number + " has seq " + seq + ", after " + member.receivedSeq);
            }
            return;
        }
        if (!broadcasts.contains(number)) {
            tally.wrong("message " + number + ": never sent");
            return;
        }
        member.receivedSeq = seq;
        member.receivedNumber = Math.max(member.receivedNumber, number);
        received[member.connection.index]++;
        deliveries += tally.measuring ? 1 : 0;
        if (isMeasured(number)) {
            tally.toReceive.record(now - broadcasts.sentAt(number));
        }
        landed(number, now);
        acknowledgements.received(loop, member, seq, now);
    }

    private void landed(long number, long now) {
        if (broadcasts.received(number)) {
            tally.landed += tally.measuring ? 1 : 0;
            if (isMeasured(number)) {
                toLast.record(now - broadcasts.sentAt(number));
            }
        }
    }

    private boolean isMeasured(long number) {
        return number >= measuredFrom && number < measuredTo;
    }

    @Override
    public void closed(SocketLoop loop, Connection connection, String why) {
        tally.closed("connection " + connection.index + ": " + why);
    }

    @Override
    public Tally tally() {
        return tally;
    }

    @Override
    public Acknowledgements acknowledgements() {
        return acknowledgements;
    }

    @Override
    public int welcomed() {
        return welcomed;
    }

    @Override
    public int inFlight() {
        return broadcasts.unfinished();
    }

    @Override
    public int unfinished() {
        return broadcasts.unfinished();
    }

    @Override
    public void beginMeasuring() {
        measuredFrom = broadcasts.count();
        tally.beginMeasuring();
    }

    @Override
    public void endMeasuring() {
        measuredTo = broadcasts.count();
        tally.endMeasuring();
    }

    /// A large group's receipts are recorded every five seconds, the last ones too.
    @Override
    public Duration settling() {
        return settings.receipts() == Settings.Receipts.NONE ? Duration.ZERO : Duration.ofSeconds(10);
    }

    @Override
    public void checkTheEnd() throws IOException, InterruptedException {
        checkMessages();
        try (Accounts accounts = new Accounts(settings.server(), settings.users(), 1)) {
            Map<String, Long> delivered = accounts.delivered(
                    people.getFirst(), members.getFirst().conversation.id());
            for (Member member : members) {
                String userId = people.get(member.connection.index).userId();
                if (member.acknowledged > 0 && delivered.getOrDefault(userId, 0L) != member.acknowledged) {
                    tally.wrong(userId + " has acknowledged " + member.acknowledged + ", its watermark is "
                            + delivered.get(userId));
                }
            }
        }
    }

    private void checkMessages() {
        if (broadcasts.unfinished() > 0) {
            tally.wrong(broadcasts.unfinished() + " messages lack their ack or one who receives them");
        }
        for (Member member : members) {
            int index = member.connection.index;
            int has = own[index] + received[index];
            if (has != broadcasts.count()) {
                tally.wrong("member " + index + " has " + has + " messages of " + broadcasts.count());
            }
        }
        if (!members.getFirst().conversation.isDense()) {
            tally.wrong("not dense: " + members.getFirst().conversation);
        }
    }

    @Override
    public String report(Costs costs, long serverResidentBytes, @Nullable LatencyHistogram lateness) {
        return new GroupReport(settings, shape, tally, deliveries, toLast, costs, serverResidentBytes).text();
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
