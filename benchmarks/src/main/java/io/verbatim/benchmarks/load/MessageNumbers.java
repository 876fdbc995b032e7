package io.verbatim.benchmarks.load;

import java.util.UUID;

/// Messages are numbered from 0 over a whole run. The number is in the client message id: its last 12 hexadecimal
/// digits, behind a random part that is the run's own, so that no two runs mean the same message.
final class MessageNumbers {

    private static final int DIGITS = 12;
    private static final String HEX = "0123456789abcdef";

    private MessageNumbers() {}

    /// A run's client message id number 0: a UUID of version 4.
    static String first() {
        return UUID.randomUUID().toString().substring(0, 24) + "0".repeat(DIGITS);
    }

    /// The number in the client message id that was read last; -1 if it is no such id.
    static long of(JsonScanner clientMessageId) {
        return clientMessageId.textTail(DIGITS, 16);
    }

    /// Writes a number over the digits of an id.
    ///
    /// @param end just after the id's last digit
    static void putInto(byte[] bytes, int end, long number) {
        long rest = number;
        for (int i = end - 1; i >= end - DIGITS; i--) {
            bytes[i] = (byte) HEX.charAt((int) (rest & 0xF));
            rest >>>= 4;
        }
    }

    /// Writes a number in decimal, with leading zeros.
    static void putDecimal(byte[] bytes, int end, int digits, long number) {
        long rest = number;
        for (int i = end - 1; i >= end - digits; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
