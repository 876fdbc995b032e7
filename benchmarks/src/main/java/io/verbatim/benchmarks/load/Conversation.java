package io.verbatim.benchmarks.load;

import java.util.BitSet;

/// What was seen of a conversation's order, by both of its members together.
final class Conversation {

    private final String id;
    private final long lastSeqBefore;
    private final BitSet seqs = new BitSet();
    private int accepted;

    /// @param lastSeqBefore its last message before this run
    Conversation(String id, long lastSeqBefore) {
        this.id = id;
        this.lastSeqBefore = lastSeqBefore;
    }

    String id() {
        return id;
    }

    /// A new message has this `seq`.
    ///
    /// @return whether no other message has it, this run's or an older one
    boolean take(long seq) {
        accepted++;
        long offset = seq - lastSeqBefore - 1;
        if (offset < 0 || offset > Integer.MAX_VALUE || seqs.get((int) offset)) {
            return false;
        }
        seqs.set((int) offset);
        return true;
    }

    /// Whether the seqs of this run's messages leave no hole.
    boolean isDense() {
        return seqs.length() == accepted && seqs.cardinality() == accepted;
    }

    @Override
    public String toString() {
        return id + ": " + accepted + " messages after " + lastSeqBefore + " up to " + (lastSeqBefore + seqs.length());
    }
}
