package io.verbatim.api.live;

import io.verbatim.api.Uid;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Synced events on their way to the gateways. A gateway registers its interest directly with every router partition:
/// interest is soft state, not a projection, so that nothing falls between an event and a view of it.
public interface LiveFeed {

    /// Opens the feed of one gateway. Batches of a partition come in log order, on one thread at a time per partition;
    /// the receiver must not block. Every partition sends at least an empty batch each second.
    ///
    /// @param gateway the gateway's epoch: one process start
    Subscription open(String gateway, Receiver receiver);

    /// Passes on that somebody types, to the gateways that have registered any of the audience: as far as they can be
    /// reached now, in no order with the batches, and never again.
    void pass(TypingSignal signal);

    /// Takes a gateway's batches.
    @FunctionalInterface
    interface Receiver {
        void receive(LiveBatch batch);

        /// Somebody types. Called by any thread, by several at once; must not block.
        default void pass(TypingSignal signal) {}
    }

    /// One gateway's interest.
    interface Subscription extends AutoCloseable {

        /// From the returned places on, every event about this person is in the batches: the router has seen
        /// each event up to the place without this interest, and sees each after it with it. Registering twice
        /// changes nothing.
        CompletionStage<List<Place>> register(Uid person);

        /// Ends the interest in this person; batches already on their way may still name it.
        void unregister(Uid person);

        /// From the returned places on, every event of these people's presence and accounts is in the batches,
        /// with their names in its audience. Watching somebody twice changes nothing.
        CompletionStage<List<Place>> watch(Collection<Uid> people);

        /// Ends the watching of this person; what it was registered for goes on.
        void unwatch(Uid person);

        /// Ends all interest, and the batches.
        @Override
        void close();
    }
}
