package io.verbatim.benchmarks.log;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A log in which one person chats with many others, and is in groups.
///
/// @param chats with how many
/// @param groups in how many
/// @param members how many each of them has
/// @param messages how many in each chat and group before the person goes away
/// @param changed in how many there is one more afterwards: half of them groups
public record BusyPersonLog(int chats, int groups, int members, int messages, int changed) {

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
        List<ConversationId> ids =
                Stream.generate(ConversationId::group).limit(groups).toList();
        List<Uid> everybody = Stream.concat(
                        Stream.of(PERSON), IntStream.range(0, members - 1).mapToObj(BusyPersonLog::other))
                .toList();
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
            for (ConversationId group : ids) {
                for (int i = 0; i <= messages; i++) {
                    appender.append(history.group(group, everybody, i));
                    events++;
                }
            }
            change(history, ids, everybody, appender);
        }
        return events;
    }

    private void change(SampleHistory history, List<ConversationId> ids, List<Uid> everybody, Appender appender) {
        int inGroups = Math.min(groups, changed / 2);
        int inChats = changed - inGroups;
        for (int i = 0; i < inChats; i++) {
            appender.append(history.conversation(PERSON, other(i * (chats / inChats)), OPENED + 2L * messages));
        }
        for (ConversationId group : ids.subList(0, inGroups)) {
            appender.append(history.group(group, everybody, messages + 1L));
        }
    }

    private static Uid other(int chat) {
        return Uid.of("b%015d".formatted(chat));
    }
}
