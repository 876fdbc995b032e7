package io.verbatim.query.search;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessageDeleted;
import io.verbatim.api.conversation.MessageEdited;
import io.verbatim.api.conversation.MessagePatch;
import io.verbatim.api.conversation.MessageReacted;
import io.verbatim.api.conversation.MessagesFound;
import io.verbatim.query.support.Eventually;
import io.verbatim.query.support.MemoryDocuments;
import io.verbatim.query.support.RunningViews;
import io.verbatim.query.support.TestLog;
import io.verbatim.testkit.History;
import io.verbatim.testkit.TransparentKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is found of messages that were edited, by members and by who has left.
class FormerMembersSearchTest {

    @TempDir
    Path folder;

    private final History history = new History();

    @Test
    void shouldFindForWhoLeftWhatItSeesOfWhatWasEditedLater() {
        ConversationId group = ConversationId.group();
        history.created(group, ANA.uid(), "Tea club", BOB.uid());
        history.sent(group, ANA.uid(), "tea").sent(group, ANA.uid(), "cake");
        history.removed(group, ANA.uid(), BOB.uid());
        MessagePatch patch = new MessagePatch(TransparentKeys.message(ANA.uid(), "cocoa"), null, null);
        history.did(group, ANA.uid(), member -> new MessageEdited(1, member, ANA.uid(), patch));
        history.did(group, ANA.uid(), member -> new MessageReacted(2, member, ANA.uid(), "x", true));
        try (RunningViews views = RunningViews.of(history.events());
                RunningSearch search = new RunningSearch(views, folder)) {
            assertThat(search.found(ANA.uid(), "cocoa")).containsExactly(group + "-1");
            assertThat(search.found(BOB.uid(), "cocoa")).isEmpty();
            assertThat(search.found(ANA.uid(), "tea", group)).isEmpty();
            assertThat(search.found(BOB.uid(), "tea")).containsExactly(group + "-1");
            assertThat(search.found(BOB.uid(), "tea", group)).containsExactly(group + "-1");
            assertThat(search.found(BOB.uid(), "cake", group)).containsExactly(group + "-2");
        }
    }

    @Test
    void shouldFindForWhoLeftWhatWasEditedBeforeWhateverCameLater() {
        ConversationId group = ConversationId.group();
        history.created(group, ANA.uid(), "Tea club", BOB.uid()).sent(group, ANA.uid(), "tea");
        MessagePatch patch = new MessagePatch(TransparentKeys.message(ANA.uid(), "cocoa"), null, null);
        history.did(group, ANA.uid(), member -> new MessageEdited(1, member, ANA.uid(), patch));
        history.removed(group, ANA.uid(), BOB.uid());
        history.did(group, ANA.uid(), member -> new MessageReacted(1, member, ANA.uid(), "x", true));
        try (RunningViews views = RunningViews.of(history.events());
                RunningSearch search = new RunningSearch(views, folder)) {
            assertThat(search.found(BOB.uid(), "cocoa", group)).containsExactly(group + "-1");
            assertThat(search.found(BOB.uid(), "tea", group)).isEmpty();
        }
    }

    @Test
    void shouldPageOverBothWordingsOfWhatWasEdited() {
        ConversationId group = ConversationId.group();
        history.created(group, ANA.uid(), "Tea club", BOB.uid());
        MessagePatch patch = new MessagePatch(TransparentKeys.message(ANA.uid(), "more cake"), null, null);
        for (int seq = 1; seq <= 150; seq++) {
            history.sent(group, ANA.uid(), "cake");
        }
        history.removed(group, ANA.uid(), BOB.uid());
        for (int seq = 1; seq <= 150; seq++) {
            int edited = seq;
            history.did(group, ANA.uid(), member -> new MessageEdited(edited, member, ANA.uid(), patch));
        }
        try (RunningViews views = RunningViews.of(history.events());
                RunningSearch search = new RunningSearch(views, folder)) {
            for (int limit : List.of(1, 7, 200)) {
                assertThat(pages(search, BOB.uid(), group, limit)).hasSize(150).doesNotHaveDuplicates();
                assertThat(pages(search, ANA.uid(), group, limit)).hasSize(150).doesNotHaveDuplicates();
            }
        }
    }

    private static List<String> pages(RunningSearch search, Uid caller, ConversationId group, int limit) {
        List<String> all = new ArrayList<>();
        String next = null;
        do {
            MessagesFound page = search.ask(caller, "cake", group, next, limit);
            page.messages().forEach(found -> all.add(RunningSearch.id(found)));
            next = page.next();
        } while (next != null);
        return all;
    }

    @Test
    void shouldForgetWhatAMessageSaidBeforeIfNobodySeesIt() {
        ConversationId group = ConversationId.group();
        history.created(group, ANA.uid(), "Tea club", BOB.uid(), CARLA.uid()).sent(group, ANA.uid(), "xylophones");
        MessagePatch patch = new MessagePatch(TransparentKeys.message(ANA.uid(), "cocoa"), null, null);
        history.did(group, ANA.uid(), member -> new MessageEdited(1, member, ANA.uid(), patch));
        history.removed(group, ANA.uid(), BOB.uid()).sent(group, ANA.uid(), "zithers");
        history.did(group, ANA.uid(), member -> new MessageEdited(2, member, ANA.uid(), patch));
        TestLog log = new TestLog();
        log.append(history.events());
        try (RunningViews views = RunningViews.start(log, new MemoryDocuments());
                RunningSearch search = RunningSearch.inOneFile(views, folder)) {
            assertThat(search.found(CARLA.uid(), "cocoa")).hasSize(2);
            Eventually.await("written out", () -> RunningSearch.isOnDisk(folder, "cocoa"));
            Eventually.await(
                    "gone from the disk",
                    () -> !RunningSearch.isOnDisk(folder, "xylophones") && !RunningSearch.isOnDisk(folder, "zithers"));
        }
    }

    @Test
    void shouldForgetAllWordingsOfWhatIsDeleted() {
        ConversationId group = ConversationId.group();
        history.created(group, ANA.uid(), "Tea club", BOB.uid()).sent(group, ANA.uid(), "xylophones");
        history.removed(group, ANA.uid(), BOB.uid());
        MessagePatch patch = new MessagePatch(TransparentKeys.message(ANA.uid(), "zithers"), null, null);
        history.did(group, ANA.uid(), member -> new MessageEdited(1, member, ANA.uid(), patch));
        TestLog log = new TestLog();
        log.append(history.events());
        try (RunningViews views = RunningViews.start(log, new MemoryDocuments());
                RunningSearch search = RunningSearch.inOneFile(views, folder)) {
            assertThat(search.found(BOB.uid(), "xylophones")).hasSize(1);
            Eventually.await(
                    "written out",
                    () -> RunningSearch.isOnDisk(folder, "xylophones") && RunningSearch.isOnDisk(folder, "zithers"));
            log.append(history.did(group, ANA.uid(), member -> new MessageDeleted(1, member, ANA.uid()))
                    .last());
            assertThat(search.found(BOB.uid(), "xylophones")).isEmpty();
            Eventually.await(
                    "gone from the disk",
                    () -> !RunningSearch.isOnDisk(folder, "xylophones") && !RunningSearch.isOnDisk(folder, "zithers"));
        }
    }
}
