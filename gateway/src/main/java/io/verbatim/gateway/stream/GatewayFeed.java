package io.verbatim.gateway.stream;

import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountDeleted;
import io.verbatim.api.account.AccountEvent;
import io.verbatim.api.account.DeviceSignedIn;
import io.verbatim.api.account.DeviceSignedOut;
import io.verbatim.api.account.DisplayNameChanged;
import io.verbatim.api.conversation.ConversationCleared;
import io.verbatim.api.conversation.ConversationEvent;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationSettingsChanged;
import io.verbatim.api.conversation.DirectConversationLeft;
import io.verbatim.api.conversation.DirectConversationOpened;
import io.verbatim.api.conversation.GroupCreated;
import io.verbatim.api.conversation.GroupRetitled;
import io.verbatim.api.conversation.MemberLeft;
import io.verbatim.api.conversation.MemberRolesChanged;
import io.verbatim.api.conversation.MembersAdded;
import io.verbatim.api.conversation.MessageDeleted;
import io.verbatim.api.conversation.MessageEdited;
import io.verbatim.api.conversation.MessageHidden;
import io.verbatim.api.conversation.MessageReacted;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.NoticeView;
import io.verbatim.api.conversation.ReceiptCounts;
import io.verbatim.api.conversation.ReceiptsRecorded;
import io.verbatim.api.live.LiveBatch;
import io.verbatim.api.live.LiveFeed;
import io.verbatim.api.live.LiveItem;
import io.verbatim.api.live.Place;
import io.verbatim.api.live.TypingSignal;
import io.verbatim.api.presence.PresenceEvent;
import io.verbatim.gateway.wire.WireMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What this gateway is told of the log, and tells its connections. A new message is told at once, everything else
/// when the views have it; the watermark waits for all of it. What was missed is asked for: each connection joins
/// again from the last good watermark.
///
/// Called on the feed's thread (in one process the log's publishing thread) and by those who answer queries; one at a
/// time gets in.
final class GatewayFeed implements LiveFeed.Receiver {
    /// What may wait for the views; beyond it all connections join again.
    static final int MOST_DEFERRED = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(GatewayFeed.class);

    private final Connected connected;
    private final Watching watching;
    private final WireMapper wire;
    private final Devices devices;
    private final FeedWork work;
    private final StreamMeters meters;
    private final Pass pass;
    private final FeedPosition position;
    private final Intervals intervals = new Intervals();
    private final Deferred deferred = new Deferred();
    private final CountedGroups counted = new CountedGroups();

    GatewayFeed(Roster roster, WireMapper wire, Devices devices, FeedWork work, Pass pass) {
        this.connected = roster.connected();
        this.watching = roster.watching();
        this.wire = wire;
        this.devices = devices;
        this.work = work;
        this.meters = roster.meters();
        this.pass = pass;
        this.position = work.position();
    }

    /// There is an interest from these places on: what comes first must begin there. Who joins later joins past them.
    void placed(List<Place> places) {
        synchronized (this) {
            intervals.begin(places);
            places.forEach(place -> position.reached(place.position()));
        }
    }

    @Override
    public void receive(LiveBatch batch) {
        List<Join> missed = new ArrayList<>();
        DeferredRound due = null;
        synchronized (this) {
            long last = intervals.last(batch);
            if (intervals.isRepeated(batch)) {
                return;
            }
            if (!intervals.follows(batch)) {
                LOG.warn("Live feed: from {} (expected: {}); all connections join again", batch.from(), last);
                missed.addAll(missAll(watermark()));
            }
            intervals.took(batch);
            position.reached(batch.to());
            long told = tell(batch, last);
            pass.end(Math.min(watermark(), told));
            if (told < batch.to()) {
                missed.addAll(missAll(Math.min(watermark(), told)));
            }
            if (deferred.collecting().size() > MOST_DEFERRED) {
                LOG.warn("Live feed: the views are too far behind; all connections join again");
                missed.addAll(missAll(watermark()));
            }
            due = deferred.begin();
        }
        missed.forEach(work::rejoin);
        run(due);
    }

    @Override
    public void pass(TypingSignal signal) {
        Frame frame = ServerFrames.typing(signal, wire.handle(signal.member()));
        for (Uid person : signal.audience()) {
            for (Connection connection : connected.of(person)) {
                if (connection.state() == Connection.State.LIVE) {
                    connection.answer(frame);
                }
            }
        }
    }

    /// Everything up to here was told to all who are live; not positive if that is not known.
    private long watermark() {
        return Math.min(intervals.reached(), Math.min(deferred.first(), counted.first()) - 1);
    }

    /// What waits is dropped and all connections join again.
    ///
    /// @param good everything up to here was told
    private List<Join> missAll(long good) {
        meters.healed();
        deferred.clear();
        counted.clear();
        watching.missed(position.last());
        return Connected.miss(connected.all(), good);
    }

    /// Tells a batch, as far as it is new.
    ///
    /// @return everything up to here was told, or waits: before the first event that could not be
    private long tell(LiveBatch batch, long last) {
        long told = batch.to();
        for (LiveItem item : batch.items()) {
            long at = item.event().position();
            if (at > last && !tell(item)) {
                told = Math.min(told, at - 1);
            }
        }
        return told;
    }

    /// @return false if it could not be told to everybody
    private boolean tell(LiveItem item) {
        try {
            switch (item.event().event()) {
                case MessageSent sent -> messageSent(item, sent);
                case ReceiptsRecorded moved -> deferred.collecting().receipts(conversation(item), moved, item);
                case MessageEdited edited -> changed(item, edited.seq());
                case MessageDeleted deleted -> changed(item, deleted.seq());
                case MessageReacted reacted -> changed(item, reacted.seq());
                case MessageHidden hidden -> own(item, hidden.by());
                case ConversationCleared cleared -> own(item, cleared.by());
                case ConversationSettingsChanged settings -> own(item, settings.by());
                case DirectConversationOpened opened -> opened(item, opened);
                case DirectConversationLeft _ -> item.audience().forEach(person -> own(item, person));
                case GroupCreated created -> joined(item, created.members());
                case MembersAdded added -> {
                    joined(item, added.people());
                    noticed(item, added);
                }
                case GroupRetitled retitled -> noticed(item, retitled);
                case MemberLeft left -> noticed(item, left);
                case MemberRolesChanged changed -> noticed(item, changed);
                case DeviceSignedIn signedIn -> devices.signedIn(item, signedIn.device(), pass);
                case DeviceSignedOut signedOut -> devices.signedOut(item, signedOut.device(), pass);
                case AccountDeleted _ -> devices.deleted(item);
                case AccountEvent _ -> devices.changed(item, pass);
                default -> {} // no person is told of it as such
            }
            watched(item);
            return true;
        } catch (RuntimeException fault) {
            LOG.error(
                    "Event {} could not be told; all connections join again",
                    item.event().position(),
                    fault);
            return false;
        }
    }

    /// Of presence the views are asked; and of an account, since it says who may see what.
    private void watched(LiveItem item) {
        long at = item.event().position();
        if (item.event().event() instanceof PresenceEvent) {
            item.audience().forEach(person -> watching.changed(person, at));
        } else if (item.event().event() instanceof AccountEvent event) {
            for (Uid person : item.audience()) {
                if (event instanceof DisplayNameChanged || event instanceof AccountDeleted) {
                    watching.profileChanged(person, at);
                }
                watching.changed(person, at);
                watching.sightChanged(connected.of(person), at);
            }
        }
    }

    private void messageSent(LiveItem item, MessageSent sent) {
        ConversationId conversation = conversation(item);
        if (sent.seq() == 1 && conversation.isDirect()) {
            for (Uid person : item.audience()) {
                if (!person.equals(sent.sender())) {
                    deferred.collecting()
                            .created(conversation, person, item.event().position());
                }
            }
        }
        for (Uid person : item.audience()) {
            if (!person.equals(sent.sender())) {
                watching.wrote(sent.sender(), connected.of(person), item.event().position());
            }
        }
        if (sent.content().replyTo() != null || deferred.delays(conversation)) {
            deferred.collecting().message(conversation, item);
        } else {
            MessageFrames frames = new MessageFrames(() -> wire.message(item.event()));
            newMessage(item, conversation, person -> frames);
        }
    }

    private void changed(LiveItem item, long seq) {
        deferred.collecting().changed(conversation(item), seq, item);
    }

    private void own(LiveItem item, Uid person) {
        deferred.collecting().own(conversation(item), person, item.event().position());
    }

    private void opened(LiveItem item, DirectConversationOpened opened) {
        Uid by = opened.members().get(opened.by() - 1);
        if (item.audience().contains(by)) {
            deferred.collecting().created(conversation(item), by, item.event().position());
        }
    }

    /// The group is new for those of the people who are here.
    private void joined(LiveItem item, List<Uid> people) {
        Set<Uid> here = Set.copyOf(item.audience());
        for (Uid person : people) {
            if (here.contains(person)) {
                deferred.collecting()
                        .created(conversation(item), person, item.event().position());
            }
        }
    }

    private void noticed(LiveItem item, ConversationEvent event) {
        NoticeView notice =
                NoticeView.of(event, item.event().version(), item.event().at());
        deferred.collecting().notice(conversation(item), notice, item);
    }

    private void newMessage(LiveItem item, ConversationId conversation, Function<Uid, MessageFrames> framesOf) {
        MessageSent sent = (MessageSent) item.event().event();
        long at = item.event().position();
        for (Uid person : item.audience()) {
            boolean own = person.equals(sent.sender());
            MessageFrames frames = framesOf.apply(person);
            for (Connection connection : connected.of(person)) {
                if (!own) {
                    pass.tell(connection, frames.others(), at);
                } else if (!connection.own().seen(conversation, sent.clientMessageId())) {
                    pass.tell(connection, frames.own(), at);
                }
            }
        }
    }

    private void run(@Nullable DeferredRound due) {
        if (due != null) {
            work.tellings(due, tellings -> answered(due, tellings));
        }
    }

    /// The views have answered a round, or have not for too long.
    private void answered(DeferredRound round, @Nullable List<Telling> tellings) {
        List<Join> missed = new ArrayList<>();
        DeferredRound due;
        synchronized (this) {
            long before = watermark(); // which the round still holds
            if (deferred.end(round)) {
                if (tellings != null && tell(tellings, before, missed)) {
                    pass.end(watermark());
                } else {
                    LOG.warn("Live feed: a round was not told; all connections join again");
                    pass.end(before);
                    missed.addAll(missAll(before));
                }
            }
            due = deferred.begin();
        }
        missed.forEach(work::rejoin);
        run(due);
    }

    /// Who has come again joins again before anything is told that it would have to be told once more.
    ///
    /// @param good everything up to here was told
    /// @return false if not all of it could be told
    private boolean tell(List<Telling> tellings, long good, List<Join> missed) {
        try {
            for (Telling telling : tellings) {
                if (telling instanceof Telling.Again again) {
                    missed.addAll(Connected.miss(connected.of(again.person()), good));
                }
            }
            tellings.forEach(this::tell);
            return true;
        } catch (RuntimeException fault) {
            LOG.error("A round could not be told", fault);
            return false;
        }
    }

    private void tell(Telling telling) {
        switch (telling) {
            case Telling.NewMessage message ->
                newMessage(message.item(), conversation(message.item()), message::frames);
            case Telling.Counted moved -> {
                if (counted.moved(moved)) {
                    work.soon(() -> turn(moved.conversation()));
                }
            }
            case Telling.Same same -> same.audience().forEach(person -> tell(person, same.frame(), same.position()));
            case Telling.Again _ -> {} // its connections are joining
        }
    }

    private void tell(Uid person, Frame frame, long position) {
        connected.of(person).forEach(connection -> pass.tell(connection, frame, position));
    }

    /// It is a large group's turn to have its authors told how many have their messages.
    private void turn(ConversationId group) {
        CountedGroups.Due due;
        synchronized (this) {
            due = counted.begin(group);
        }
        if (due != null) {
            work.counts(due, counts -> counted(due, counts));
        }
    }

    private void counted(CountedGroups.Due due, @Nullable ReceiptCounts counts) {
        List<Join> missed = new ArrayList<>();
        synchronized (this) {
            long before = watermark(); // which what was counted still holds
            boolean held = counted.end(due);
            if (held && counts != null && tell(due, counts)) {
                pass.end(watermark());
            } else if (held) {
                pass.end(before);
                missed.addAll(missAll(before));
            }
            work.afterPace(() -> turn(due.group()));
        }
        missed.forEach(work::rejoin);
    }

    /// @return false if not all of it could be told
    private boolean tell(CountedGroups.Due due, ReceiptCounts counts) {
        try {
            counts.found()
                    .forEach(author -> tell(
                            author.author(),
                            ServerFrames.event(
                                    FrameName.RECEIPTS_CHANGED, ReceiptsChanged.counted(due.group(), author.counts())),
                            due.last()));
            return true;
        } catch (RuntimeException fault) {
            LOG.error("What a large group's authors are told could not be told", fault);
            return false;
        }
    }

    private static ConversationId conversation(LiveItem item) {
        return ConversationId.ofAggregate(item.event().aggregateId());
    }
}
