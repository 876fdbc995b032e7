package io.verbatim.command.conversation;

import java.util.Arrays;

/// What the members of a conversation have, by member number: everything up to `delivered` has arrived, everything up
/// to
/// `read` was read. Watermarks never move back, and read never passes delivered.
final class Watermarks {

    private static final int FIRST_CAPACITY = 4;

    private int[] delivered;
    private int[] read;

    Watermarks() {
        this(new int[FIRST_CAPACITY], new int[FIRST_CAPACITY]);
    }

    /// Takes over the two arrays, of the same length and indexed by member number.
    Watermarks(int[] delivered, int[] read) {
        this.delivered = delivered;
        this.read = read;
    }

    long delivered(int memberNo) {
        return memberNo < delivered.length ? delivered[memberNo] : 0;
    }

    long read(int memberNo) {
        return memberNo < read.length ? read[memberNo] : 0;
    }

    /// Moves a member's watermarks forward, as far as they are not there already.
    void raise(int memberNo, long deliveredSeq, long readSeq) {
        if (memberNo >= delivered.length) {
            int capacity = Math.max(memberNo + 1, delivered.length * 2);
            delivered = Arrays.copyOf(delivered, capacity);
            read = Arrays.copyOf(read, capacity);
        }
        read[memberNo] = Math.max(read[memberNo], Math.toIntExact(readSeq));
        delivered[memberNo] = Math.max(Math.max(delivered[memberNo], read[memberNo]), Math.toIntExact(deliveredSeq));
    }

    int[] deliveredByMember() {
        return delivered.clone();
    }

    int[] readByMember() {
        return read.clone();
    }

    int heapBytes() {
        return 64 + (delivered.length + read.length) * Integer.BYTES;
    }
}
