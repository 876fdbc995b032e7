package io.verbatim.query.search;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessagesFound;
import io.verbatim.api.conversation.SearchMessages;
import io.verbatim.query.support.RunningViews;
import io.verbatim.testkit.TransparentKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.util.unit.DataSize;

/// The views of a log, with search beside them.
final class RunningSearch implements AutoCloseable {

    private static final Duration NEVER = Duration.ofDays(1);

    private final RunningViews views;
    private final MessageSearch search;

    RunningSearch(RunningViews views, Path folder) {
        this(views, settings(folder, Duration.ofMillis(10), Duration.ofMillis(10)));
    }

    private RunningSearch(RunningViews views, SearchProperties settings) {
        this.views = views;
        this.search = MessageSearch.start(
                views.source(), new TransparentKeys(), views.bus(), RunningViews.SETTINGS, settings);
    }

    /// Shows nothing by itself: only if somebody waits for it.
    static RunningSearch lazy(RunningViews views, Path folder) {
        return new RunningSearch(views, settings(folder, NEVER, NEVER));
    }

    /// Takes all that there is at once.
    static RunningSearch inOneFile(RunningViews views, Path folder) {
        return new RunningSearch(views, settings(folder, 100_000, Duration.ofMillis(10), Duration.ofMillis(10)));
    }

    private static SearchProperties settings(Path folder, Duration refresh, Duration commitEvery) {
        return settings(folder, 3, refresh, commitEvery);
    }

    private static SearchProperties settings(Path folder, int batch, Duration refresh, Duration commitEvery) {
        return new SearchProperties(
                folder, batch, refresh, commitEvery, 1_000_000, DataSize.ofMegabytes(16), Duration.ofMillis(10));
    }

    MessageSearch search() {
        return search;
    }

    List<String> found(Uid caller, String words) {
        return found(caller, words, null);
    }

    /// The ids of what somebody finds now, newest first.
    List<String> found(Uid caller, String words, ConversationId conversation) {
        return ask(caller, words, conversation, null, 50).messages().stream()
                .map(RunningSearch::id)
                .toList();
    }

    MessagesFound ask(Uid caller, String words, ConversationId conversation, String before, int limit) {
        AtLeast now = AtLeast.position(views.log().position());
        // a slow machine may take longer for its first look at an index than a query waits
        search.progress()
                .reached(now.position())
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        return views.ask(new SearchMessages(caller, words, conversation, before, limit, now), MessagesFound.class);
    }

    static String id(MessagesFound.Found found) {
        return found.conversationId() + "-" + found.message().seq();
    }

    /// Whether a word lies in the clear in any file of an index.
    static boolean isOnDisk(Path folder, String word) {
        byte[] wanted = word.getBytes(StandardCharsets.UTF_8);
        return files(folder).stream().anyMatch(file -> {
            try {
                return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                        .contains(new String(wanted, StandardCharsets.ISO_8859_1));
            } catch (IOException gone) {
                return false;
            }
        });
    }

    static List<Path> files(Path in) {
        try (Stream<Path> files = Files.list(in)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        search.close();
    }
}
