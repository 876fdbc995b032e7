package io.verbatim.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sends, receives, acknowledges, and checks what comes: every message once, in order, without a hole.
final class Traffic implements Load {

    private final Settings settings;
    private final Tally tally = new Tally();
    private final Acknowledgements acknowledgements;
    private final boolean receiptsAwaited;
    private final List<Member> members = new ArrayList<>();
    private final Outstanding outstanding;
    private final int landing;
    private final ServerFrame frame = new ServerFrame();
    private long measuredFrom = Long.MAX_VALUE;
    private long measuredTo = Long.MAX_VALUE;
    private int inFlight;
    private int welcomed;
    private int nextSender;

    Traffic(Settings settings) {
        this.settings = settings;
        this.acknowledgements = new Acknowledgements(settings.receipts());
        this.receiptsAwaited = settings.receipts() != Settings.Receipts.NONE;
        this.outstanding = new Outstanding(
                Outstanding.ACKED | Outstanding.RECEIVED | (receiptsAwaited ? Outstanding.RECEIPTED : 0));
        this.landing = Outstanding.ACKED
                | Outstanding.RECEIVED
                | (settings.flight() == Settings.Flight.RECEIPT ? Outstanding.RECEIPTED : 0);
    }

    @Override
    public void connect(LoadRun run, SocketLoop loop, Accounts accounts) throws IOException, InterruptedException {
        List<Accounts.Person> people = accounts.signIn(settings.connections());
        List<Accounts.Opened> seen = accounts.openPairs(people);
        String firstMessageId = MessageNumbers.first();
        for (int i = 0; i < people.size(); i += 2) {
            long lastSeq = Math.max(seen.get(i).lastSeq(), seen.get(i + 1).lastSeq());
            Conversation conversation = new Conversation(seen.get(i).id(), lastSeq);
            for (int who : new int[] {i, i + 1}) {
                Connection connection = loop.connect(people.get(who).token());
                String peer = people.get(who ^ 1).userId();
                members.add(new Member(connection, conversation, peer, firstMessageId, settings.textBytes()));
            }
            run.awaitWelcomes(loop, loop.connections().size() - LoadRun.OPENING);
        }
        run.awaitWelcomes(loop, people.size());
    }

    /// The members by their connections' numbers.
    List<Member> members() {
        return members;
    }

    @Override
    public Tally tally() {
        return tally;
    }

    @Override
    public String report(Costs costs, long serverResidentBytes, @Nullable LatencyHistogram lateness) {
        return new Report(settings, tally, costs, serverResidentBytes, lateness).text();
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
        return inFlight;
    }

    /// How many messages lack their ack, their receiver or their receipt.
    @Override
    public int unfinished() {
        return outstanding.count();
    }

    @Override
    public void beginMeasuring() {
        measuredFrom = outstanding.next();
        tally.beginMeasuring();
    }

    @Override
    public void endMeasuring() {
        measuredTo = outstanding.next();
        tally.endMeasuring();
    }

    /// Sends what is due, one member after the other.
    @Override
    public void sendDue(SocketLoop loop, Pace pace) {
        long now = System.nanoTime();
        for (long due = pace.due(now, inFlight); due > 0 && !outstanding.isFull(); due--) {
            Member member = members.get(nextSender);
            nextSender = (nextSender + 1) % members.size();
            long sentAt = System.nanoTime();
            long number = outstanding.begin(member.connection.index, sentAt);
            byte[] json = member.send(number);
            loop.send(member.connection, json, 0, json.length);
            if (receiptsAwaited) {
                member.unreceipted.add(number);
            }
            pace.sent(sentAt);
            inFlight++;
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
            case FAILED -> failed(frame.id, text(bytes, from, to));
            case EVENT -> event(loop, member, readAt);
            case GOODBYE -> tally.wrong(text(bytes, from, to));
            case OTHER -> {}
        }
    }

    private void event(SocketLoop loop, Member member, long readAt) {
        if (!frame.ofConversation) {
            return;
        }
        switch (frame.event) {
            case MESSAGE_SENT -> received(loop, member, frame.messageNumber, frame.seq, readAt);
            case RECEIPTS_CHANGED -> receipted(member, frame.peerDelivered, readAt);
            case OTHER -> {}
        }
    }

    private void acked(Member member, long number, long seq, long now) {
        if (!outstanding.contains(number) || outstanding.has(number, Outstanding.ACKED)) {
            tally.wrong("a second ack, or one of nothing: id " + number);
            return;
        }
        learn(member, number, seq);
        if (isMeasured(number)) {
            tally.toAck.record(now - outstanding.sentAt(number));
        }
        mark(number, Outstanding.ACKED);
    }

    private void received(SocketLoop loop, Member member, long number, long seq, long now) {
        if (seq <= member.receivedSeq && number <= member.receivedNumber) {
            tally.repeated++;
            return;
        }
        if (seq <= member.receivedSeq || number <= member.receivedNumber || !outstanding.contains(number)) {
            tally.wrong("out of order in %s: message %d has seq %d, after message %d with seq %d"
                    .formatted(member.conversation.id(), number, seq, member.receivedNumber, member.receivedSeq));
            return;
        }
        member.receivedSeq = seq;
        member.receivedNumber = number;
        learn(member, number, seq);
        if (isMeasured(number)) {
            tally.toReceive.record(now - outstanding.sentAt(number));
        }
        mark(number, Outstanding.RECEIVED);
        acknowledgements.received(loop, member, seq, now);
    }

    // Both the ack and the event say a message's seq: the first one counts, the other must agree.
    private void learn(Member member, long number, long seq) {
        long known = outstanding.seq(number);
        if (known == 0) {
            outstanding.seq(number, seq);
            if (!member.conversation.take(seq)) {
                tally.wrong("seq " + seq + " twice in " + member.conversation.id());
            }
        } else if (known != seq) {
            tally.wrong("message " + number + " has seq " + known + " and " + seq);
        }
    }

    // A watermark covers all messages up to it; a member's own are waiting in the order of their seq.
    private void receipted(Member member, long delivered, long now) {
        while (!member.unreceipted.isEmpty()) {
            long number = member.unreceipted.getFirst();
            boolean dropped = !outstanding.contains(number);
            long seq = outstanding.seq(number);
            if (!dropped && (seq == 0 || seq > delivered)) {
                return;
            }
            member.unreceipted.removeFirst();
            if (dropped) {
                continue;
            }
            if (isMeasured(number)) {
                tally.toReceipt.record(now - outstanding.sentAt(number));
            }
            tally.receipted += tally.measuring ? 1 : 0;
            mark(number, Outstanding.RECEIPTED);
        }
    }

    private void failed(long number, String what) {
        tally.failed(what);
        if (outstanding.contains(number)) {
            inFlight -= outstanding.has(number, landing) ? 0 : 1;
            outstanding.mark(number, Outstanding.FAILED);
        }
    }

    private void mark(long number, int what) {
        boolean before = outstanding.has(number, landing);
        outstanding.mark(number, what);
        if (!before && outstanding.has(number, landing)) {
            inFlight--;
            tally.landed += tally.measuring ? 1 : 0;
        }
    }

    private boolean isMeasured(long number) {
        return number >= measuredFrom && number < measuredTo;
    }

    @Override
    public void closed(SocketLoop loop, Connection connection, String why) {
        tally.closed("connection " + connection.index + ": " + why);
    }

    /// What can only be said when nothing more comes.
    @Override
    public void checkTheEnd() {
        int lost = unfinished();
        if (lost > 0) {
            tally.wrong(lost + " messages lack their ack, their receiver or their receipt");
        }
        for (int i = 0; i < members.size(); i += 2) {
            if (!members.get(i).conversation.isDense()) {
                tally.wrong("not dense: " + members.get(i).conversation);
            }
        }
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
