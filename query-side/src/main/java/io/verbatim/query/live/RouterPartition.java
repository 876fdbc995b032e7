package io.verbatim.query.live;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.live.LiveFeed.Receiver;
import io.verbatim.api.live.Place;
import io.verbatim.api.live.TypingSignal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One partition of the router, as long as it has one owner: what gateways want to know of it, and how far
/// it has come. Calls no gateway: says what is to be sent.
final class RouterPartition {

    private final int number;
    private final PartitionHash hash;
    private final Memberships memberships;
    private final Lock lock = new ReentrantLock(); // guards what follows
    private final InterestTable interest = new InterestTable();
    private final InterestTable watchers = new InterestTable();
    private final GroupTable groups = new GroupTable(interest);
    private final List<Gateway> gateways = new ArrayList<>();
    private long position;
    private volatile boolean open = true;

    /// @param position everything up to here belongs to former owners
    RouterPartition(int number, PartitionHash hash, Memberships memberships, long position) {
        this.number = number;
        this.hash = hash;
        this.memberships = memberships;
        this.position = position;
    }

    int number() {
        return number;
    }

    boolean isOpen() {
        return open;
    }

    /// It has another owner: what was collected is sent to nobody.
    void close() {
        open = false;
    }

    /// Opens a gateway that is interested in all of these people at once. It is sent nothing before all
    /// that concerns them is known: its first interval begins there.
    Gateway open(String name, Receiver receiver, Collection<Uid> people, Collection<Uid> watched) {
        lock.lock();
        try {
            Gateway opened = new Gateway(name, receiver, number, position);
            gateways.add(opened);
            addWatched(opened, watched);
            people.forEach(person -> add(opened, person));
            if (!people.isEmpty()) {
                prepare(opened);
            }
            return opened;
        } finally {
            lock.unlock();
        }
    }

    /// Asks for all whom it was opened with; again at the next beat, if the views do not answer.
    private void prepare(Gateway gateway) {
        gateway.prepare();
        CompletableFuture<?>[] known = List.copyOf(gateway.people()).stream()
                .map(person -> join(person).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture<?> _ =
                CompletableFuture.allOf(known).whenComplete((all, failure) -> prepared(gateway, failure == null));
    }

    private void prepared(Gateway gateway, boolean known) {
        lock.lock();
        try {
            if (known) {
                gateway.begin(position);
            } else {
                gateway.prepareAgain();
            }
        } finally {
            lock.unlock();
        }
    }

    /// From the returned place on, the gateway is told of everything that concerns the person here.
    CompletionStage<Place> register(Gateway gateway, Uid person) {
        lock.lock();
        try {
            add(gateway, person);
            return join(person);
        } finally {
            lock.unlock();
        }
    }

    private void add(Gateway gateway, Uid person) {
        if (gateway.people().add(person)) {
            interest.add(person, gateway);
            groups.changed(person);
        }
    }

    private CompletionStage<Place> join(Uid person) {
        if (groups.isComplete(person)) {
            return CompletableFuture.completedFuture(place());
        }
        GroupTable.Known known = groups.begin(person);
        if (!known.isAsked()) {
            known.ask();
            CompletionStage<?> _ = asked(person).whenComplete((found, failure) -> found(known, found, failure));
        }
        return known.joined();
    }

    private CompletionStage<Collection<ConversationId>> asked(Uid person) {
        try {
            return memberships.of(person, position);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedStage(refused);
        }
    }

    /// From here on it is known in which groups somebody is.
    private void found(
            GroupTable.Known known, @Nullable Collection<ConversationId> found, @Nullable Throwable failure) {
        Place from;
        lock.lock();
        try {
            groups.found(
                    known,
                    found == null
                            ? null
                            : found.stream()
                                    .filter(group -> hash.of(group) == number)
                                    .toList());
            from = place();
        } finally {
            lock.unlock();
        }
        if (failure == null) {
            known.joined().complete(from);
        } else {
            known.joined().completeExceptionally(failure);
        }
    }

    void unregister(Gateway gateway, Uid person) {
        lock.lock();
        try {
            if (gateway.people().remove(person)) {
                interest.remove(person, gateway);
                settle(person);
            }
        } finally {
            lock.unlock();
        }
    }

    Place watch(Gateway gateway, Collection<Uid> people) {
        lock.lock();
        try {
            addWatched(gateway, people);
            return place();
        } finally {
            lock.unlock();
        }
    }

    private void addWatched(Gateway gateway, Collection<Uid> people) {
        for (Uid person : people) {
            if (gateway.watched().add(person)) {
                watchers.add(person, gateway);
            }
        }
    }

    void unwatch(Gateway gateway, Uid person) {
        lock.lock();
        try {
            if (gateway.watched().remove(person)) {
                watchers.remove(person, gateway);
            }
        } finally {
            lock.unlock();
        }
    }

    void close(Gateway gateway) {
        lock.lock();
        try {
            gateways.remove(gateway);
            interest.removeAll(gateway.people(), gateway);
            gateway.people().forEach(this::settle);
            watchers.removeAll(gateway.watched(), gateway);
            gateway.people().clear();
            gateway.watched().clear();
        } finally {
            lock.unlock();
        }
    }

    /// One gateway fewer is interested in the person.
    private void settle(Uid person) {
        if (interest.in(person).isEmpty()) {
            groups.forget(person);
        } else {
            groups.changed(person);
        }
    }

    private Place place() {
        return new Place(number, position);
    }

    /// Routes the partition's own events.
    ///
    /// @param to everything up to here has been shown to the router; it may be nobody's here
    List<Delivery> route(List<RecordedEvent> events, long to) {
        lock.lock();
        try {
            if (!interest.isEmpty() || !watchers.isEmpty()) {
                events.forEach(this::route);
            }
            position = to;
            List<Delivery> deliveries = new ArrayList<>(gateways.size());
            for (Gateway gateway : gateways) {
                if (gateway.interested()) {
                    deliveries.add(new Delivery(this, gateway, position, gateway.collected()));
                }
            }
            return deliveries;
        } finally {
            lock.unlock();
        }
    }

    private void route(RecordedEvent event) {
        for (Uid person : Audience.of(event)) {
            for (Gateway gateway : interest.in(person)) {
                gateway.collect(event, person);
            }
        }
        ConversationId group = Audience.group(event);
        if (group != null) {
            groups.route(group, event);
        }
        Uid watched = Audience.watched(event);
        if (watched != null) {
            for (Gateway gateway : watchers.in(watched)) {
                gateway.collect(event, watched);
            }
        }
    }

    /// Where nothing may have happened for a while.
    List<Delivery> idle() {
        lock.lock();
        try {
            gateways.stream().filter(Gateway::isToBePrepared).forEach(this::prepare);
            return gateways.stream()
                    .filter(Gateway::isReady)
                    .map(gateway -> new Delivery(this, gateway, position, List.of()))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /// Who is to be told of somebody who types. Views, which have named the audience, may be behind: of a group's, only
    /// who is still in it is told.
    Map<Gateway, List<Uid>> audiences(TypingSignal signal) {
        ConversationId conversation = signal.conversationId();
        Map<Gateway, List<Uid>> audiences = new HashMap<>();
        lock.lock();
        try {
            for (Uid person : signal.audience()) {
                if (!conversation.isDirect() && !groups.isIn(person, conversation)) {
                    continue;
                }
                for (Gateway gateway : interest.in(person)) {
                    audiences
                            .computeIfAbsent(gateway, first -> new ArrayList<>(1))
                            .add(person);
                }
            }
            return audiences;
        } finally {
            lock.unlock();
        }
    }
}
