package io.verbatim.benchmarks.log;

import io.verbatim.api.Uid;
import java.nio.file.Path;

/// A log in which one person chats with many others.
///
/// @param chats with how many
/// @param messages how many in each chat before the person goes away
/// @param changed in how many chats there is one more afterwards
public record BusyPersonLog(int chats, int messages, int changed) {

    private static final int IN_FLIGHT = 8_192;
    private static final int OPENED = 2;

    /// Whose chats they are.
    public static final Uid PERSON = Uid.of("a%015d".formatted(0));

    /// Fills a log that is not there yet.
    ///
    /// @param folder the log's
    /// @return the position at which the person goes away
    public long fill(Path folder) {
        SampleHistory history = new SampleHistory(1);
        long events = 0;
        try (Appender appender = new Appender(folder, IN_FLIGHT)) {
            appender.append(history.account(PERSON));
            events++;
            for (int chat = 0; chat < chats; chat++) {
                appender.append(history.account(other(chat)));
                events++;
                for (int i = 0; i < OPENED + 2 * messages; i++) {
                    appender.append(history.conversation(PERSON, other(chat), i));
                    events++;
                }
            }
            for (int chat = 0; chat < changed; chat++) {
                appender.append(history.conversation(PERSON, other(chat * (chats / changed)), OPENED + 2L * messages));
            }
        }
        return events;
    }

    private static Uid other(int chat) {
        return Uid.of("b%015d".formatted(chat));
    }
}
