package io.verbatim.benchmarks.fold;

import io.verbatim.api.AtLeast;
import io.verbatim.api.conversation.Changes;
import io.verbatim.api.conversation.FindChanges;
import io.verbatim.benchmarks.log.BusyPersonLog;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;

/// How long it takes to find what somebody with many chats and groups has missed, few of which have changed: the query
/// alone, again and again, on the views in RocksDB.
public final class CatchUpTool {

    private static final int MESSAGES = 10;
    private static final int WARM_UP = 2_000;
    private static final int MEASURED = 5_000;
    private static final int PER_CONVERSATION = 1_000;
    private static final int IN_ALL = 10_000;

    private CatchUpTool() {}

    /// Runs the tool.
    ///
    /// @param arguments a folder for the log, a folder for views, how many chats, in how many chats and groups
    /// something has changed, how many groups, and how many members each has
    public static void main(String[] arguments) throws Exception {
        Path log = Path.of(arguments[0]);
        int chats = Integer.parseInt(arguments[2]);
        int changed = Integer.parseInt(arguments[3]);
        int groups = Integer.parseInt(arguments[4]);
        int members = Integer.parseInt(arguments[5]);
        long away = new BusyPersonLog(chats, groups, members, MESSAGES, changed).fill(log);
        try (AssembledSides sides = new AssembledSides(log, Path.of(arguments[1]))) {
            sides.fold();
            for (int i = 0; i < WARM_UP; i++) {
                ask(sides, away);
            }
            long[] nanos = new long[MEASURED];
            int found = 0;
            for (int i = 0; i < MEASURED; i++) {
                long begin = System.nanoTime();
                found = ask(sides, away).changes().size();
                nanos[i] = System.nanoTime() - begin;
            }
            Arrays.sort(nanos);
            IO.println(String.format(
                    Locale.ROOT,
                    "RESULT chats=%d groups=%d members=%d changed=%d changes_found=%d p50_us=%d p99_us=%d",
                    chats,
                    groups,
                    members,
                    changed,
                    found,
                    TimeUnit.NANOSECONDS.toMicros(nanos[MEASURED / 2]),
                    TimeUnit.NANOSECONDS.toMicros(nanos[MEASURED * 99 / 100])));
        }
    }

    private static Changes ask(AssembledSides sides, long away) throws Exception {
        FindChanges query = new FindChanges(
                BusyPersonLog.PERSON, away, PER_CONVERSATION, IN_ALL, 64, AtLeast.position(sides.end()));
        return sides.queries()
                .query(new GenericQueryMessage<>(
                        query, FindChanges.class.getName(), ResponseTypes.instanceOf(Changes.class)))
                .get()
                .getPayload();
    }
}
