package io.verbatim.query.search;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static io.verbatim.testkit.People.DAVID;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessagesFound;
import io.verbatim.api.conversation.SearchMessages;
import io.verbatim.query.support.Eventually;
import io.verbatim.query.support.MemoryDocuments;
import io.verbatim.query.support.RunningViews;
import io.verbatim.query.support.TestLog;
import io.verbatim.testkit.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageSearchTest {

    private static final ConversationId ANA_BOB = ConversationId.direct(ANA.uid(), BOB.uid());
    private static final ConversationId ANA_CARLA = ConversationId.direct(ANA.uid(), CARLA.uid());

    @TempDir
    Path folder;

    private final History history = new History()
            .opened(ANA.uid(), BOB.uid())
            .opened(ANA.uid(), CARLA.uid())
            .sent(ANA.uid(), BOB.uid(), "Tea at five?")
            .sent(ANA.uid(), CARLA.uid(), "No tea today")
            .sent(BOB.uid(), ANA.uid(), "Rather TEA at six")
            .sent(BOB.uid(), ANA.uid(), "or coffee");

    @Test
    void shouldFindTheCallersMessagesNewestFirst() {
        try (RunningViews views = RunningViews.of(history.events());
                RunningSearch search = new RunningSearch(views, folder)) {
            assertThat(search.found(ANA.uid(), "tea"))
                    .containsExactly(ANA_BOB + "-2", ANA_CARLA + "-1", ANA_BOB + "-1");
            assertThat(search.found(ANA.uid(), "tea six")).containsExactly(ANA_BOB + "-2");
            assertThat(search.found(ANA.uid(), "tea", ANA_CARLA)).containsExactly(ANA_CARLA + "-1");
            assertThat(search.found(ANA.uid(), "?!")).isEmpty();
        }
    }

    @Test
    void shouldFindNothingOfOthers() {
        try (RunningViews views = RunningViews.of(history.events());
                RunningSearch search = new RunningSearch(views, folder)) {
            assertThat(search.found(CARLA.uid(), "tea")).containsExactly(ANA_CARLA + "-1");
            assertThat(search.found(DAVID.uid(), "tea")).isEmpty();
            assertThat(views.refusal(
                                    new SearchMessages(CARLA.uid(), "tea", ANA_BOB, null, 50, AtLeast.ANYTHING),
                                    MessagesFound.class)
                            .code())
                    .isEqualTo(RefusalCode.NOT_FOUND);
        }
    }

    @Test
    void shouldFindOfGroupsWhatTheCallerSawAsAMember() {
        ConversationId group = ConversationId.group();
        history.created(group, ANA.uid(), "Tea club", BOB.uid());
        history.sent(group, ANA.uid(), "tea before carla");
        history.added(group, ANA.uid(), CARLA.uid());
        history.sent(group, ANA.uid(), "tea with carla");
        history.removed(group, ANA.uid(), CARLA.uid());
        history.sent(group, ANA.uid(), "tea after carla");
        try (RunningViews views = RunningViews.of(history.events());
                RunningSearch search = new RunningSearch(views, folder)) {
            assertThat(search.found(BOB.uid(), "carla")).hasSize(3);
            assertThat(search.found(CARLA.uid(), "carla")).containsExactly(group + "-2");
            assertThat(search.found(CARLA.uid(), "carla", group)).containsExactly(group + "-2");
            assertThat(search.found(DAVID.uid(), "carla")).isEmpty();
        }
    }

    @Test
    void shouldFillPagesOverWhatIsHidden() {
        for (int i = 5; i <= 24; i++) {
            history.sent(ANA.uid(), BOB.uid(), "tea " + i);
        }
        for (int seq = 6; seq <= 20; seq++) {
            history.hidden(BOB.uid(), ANA.uid(), seq);
        }
        try (RunningViews views = RunningViews.of(history.events());
                RunningSearch search = new RunningSearch(views, folder)) {
            List<String> all = new ArrayList<>();
            List<Integer> sizes = new ArrayList<>();
            String next = null;
            do {
                MessagesFound page = search.ask(BOB.uid(), "tea", null, next, 4);
                page.messages().forEach(found -> all.add(RunningSearch.id(found)));
                sizes.add(page.messages().size());
                next = page.next();
            } while (next != null);
            assertThat(all)
                    .containsExactlyElementsOf(Stream.of(23, 22, 21, 5, 4, 2, 1)
                            .map(seq -> ANA_BOB + "-" + seq)
                            .toList());
            assertThat(sizes).containsExactly(4, 3);
            assertThat(views.refusal(
                                    new SearchMessages(BOB.uid(), "tea", null, "x", 4, AtLeast.ANYTHING),
                                    MessagesFound.class)
                            .code())
                    .isEqualTo(RefusalCode.INVALID);
        }
    }

    @Test
    void shouldFindEditsByTheirNewTextAlone() {
        history.edited(ANA.uid(), BOB.uid(), 1, "Cocoa at five?");
        try (RunningViews views = RunningViews.of(history.events());
                RunningSearch search = new RunningSearch(views, folder)) {
            assertThat(search.found(BOB.uid(), "tea")).containsExactly(ANA_BOB + "-2");
            assertThat(search.found(BOB.uid(), "cocoa")).containsExactly(ANA_BOB + "-1");
            // in the order of sending still
            assertThat(search.found(BOB.uid(), "at")).containsExactly(ANA_BOB + "-2", ANA_BOB + "-1");
        }
    }

    @Test
    void shouldNotFindWhatIsDeletedHiddenOrCleared() {
        history.deleted(ANA.uid(), BOB.uid(), 1)
                .edited(ANA.uid(), BOB.uid(), 1, "tea again")
                .hidden(BOB.uid(), ANA.uid(), 2)
                .cleared(CARLA.uid(), ANA.uid(), 1);
        try (RunningViews views = RunningViews.of(history.events());
                RunningSearch search = new RunningSearch(views, folder)) {
            assertThat(search.found(ANA.uid(), "tea")).containsExactly(ANA_BOB + "-2", ANA_CARLA + "-1");
            assertThat(search.found(BOB.uid(), "tea")).isEmpty();
            assertThat(search.found(CARLA.uid(), "tea")).isEmpty();
        }
    }

    @Test
    void shouldTakeWhatIsDeletedFromTheDisk() {
        for (int i = 5; i <= 40; i++) {
            history.sent(ANA.uid(), BOB.uid(), i == 20 ? "xylophones" : "tea " + i);
        }
        TestLog log = new TestLog();
        log.append(history.events());
        try (RunningViews views = RunningViews.start(log, new MemoryDocuments())) {
            try (RunningSearch search = RunningSearch.inOneFile(views, folder)) {
                assertThat(search.found(BOB.uid(), "xylophones")).hasSize(1);
            }
            assertThat(RunningSearch.isOnDisk(folder, "xylophones")).isTrue();
            try (RunningSearch search = RunningSearch.inOneFile(views, folder)) {
                log.append(history.deleted(ANA.uid(), BOB.uid(), 19).last());
                assertThat(search.found(BOB.uid(), "xylophones")).isEmpty();
                // nothing happens any more
                Eventually.await("gone from the disk", () -> !RunningSearch.isOnDisk(folder, "xylophones"));
                assertThat(search.found(BOB.uid(), "coffee")).hasSize(1);
            }
        }
    }

    @Test
    void shouldGoOnAfterAFileWasDamaged() throws IOException {
        for (int i = 5; i <= 400; i++) {
            history.sent(ANA.uid(), BOB.uid(), "tea number " + i);
        }
        try (RunningViews views = RunningViews.of(history.events())) {
            List<List<String>> first;
            try (RunningSearch search = RunningSearch.inOneFile(views, folder)) {
                first = answers(search);
            }
            for (Path file : RunningSearch.files(folder)) {
                if (file.toString().endsWith(".cfs")) {
                    byte[] bytes = Files.readAllBytes(file);
                    for (int at = bytes.length / 4; at < bytes.length * 3 / 4; at++) {
                        bytes[at] ^= 0x55;
                    }
                    Files.write(file, bytes);
                }
            }
            try (RunningSearch search = RunningSearch.inOneFile(views, folder)) {
                assertThat(answers(search)).isEqualTo(first);
            }
        }
    }

    @Test
    void shouldFillASmallPageOverManyHiddenOnes() {
        for (int i = 5; i <= 600; i++) {
            history.sent(ANA.uid(), BOB.uid(), "tea " + i);
        }
        history.cleared(BOB.uid(), ANA.uid(), 600 - 2);
        history.sent(CARLA.uid(), ANA.uid(), "unrelated");
        try (RunningViews views = RunningViews.of(history.events());
                RunningSearch search = RunningSearch.inOneFile(views, folder)) {
            MessagesFound page = search.ask(BOB.uid(), "tea", null, null, 1);
            assertThat(page.messages()).hasSize(1);
            MessagesFound none = search.ask(CARLA.uid(), "tea", null, null, 1);
            assertThat(none.messages()).hasSize(1);
            assertThat(none.next()).isNull();
        }
    }

    @Test
    void shouldGoOnFromItsCommitAfterACrash() {
        List<RecordedEvent> events = history.events();
        TestLog log = new TestLog();
        log.append(events.subList(0, 3));
        try (RunningViews views = RunningViews.start(log, new MemoryDocuments())) {
            try (RunningSearch search = RunningSearch.lazy(views, folder)) {
                assertThat(search.found(ANA.uid(), "tea")).hasSize(1);
            }
            Path crashed = folder.resolveSibling(folder.getFileName() + "-crashed");
            try (RunningSearch search = RunningSearch.lazy(views, folder)) {
                log.append(events.subList(3, events.size()));
                assertThat(search.found(ANA.uid(), "tea")).hasSize(3);
                // as a kill leaves it: nothing of that is committed
                copy(folder, crashed);
            }
            try (RunningSearch search = new RunningSearch(views, crashed)) {
                assertThat(search.found(ANA.uid(), "tea"))
                        .containsExactly(ANA_BOB + "-2", ANA_CARLA + "-1", ANA_BOB + "-1");
                assertThat(search.found(ANA.uid(), "coffee")).hasSize(1);
            }
        }
    }

    @Test
    void shouldAnswerTheSameWhenMadeAnew() throws IOException {
        history.edited(ANA.uid(), BOB.uid(), 1, "Cocoa at five?").deleted(BOB.uid(), ANA.uid(), 3);
        try (RunningViews views = RunningViews.of(history.events())) {
            List<List<String>> first;
            try (RunningSearch search = new RunningSearch(views, folder)) {
                first = answers(search);
            }
            try (RunningSearch search = new RunningSearch(views, folder.resolve("other"))) {
                assertThat(answers(search)).isEqualTo(first);
            }
            for (Path file : RunningSearch.files(folder.resolve("other"))) {
                if (!file.endsWith("write.lock")) {
                    Files.writeString(file, "damaged");
                }
            }
            try (RunningSearch search = new RunningSearch(views, folder.resolve("other"))) {
                assertThat(answers(search)).isEqualTo(first);
                assertThat(search.search().fault()).isNull();
            }
        }
    }

    @Test
    void shouldWaitForWhatASearchNames() {
        TestLog log = new TestLog();
        log.append(history.events());
        try (RunningViews views = RunningViews.start(log, new MemoryDocuments());
                RunningSearch search = RunningSearch.lazy(views, folder)) {
            for (int i = 0; i < 20; i++) {
                log.append(history.sent(ANA.uid(), BOB.uid(), "word" + i).last());
                assertThat(search.found(BOB.uid(), "word" + i)).hasSize(1);
            }
        }
    }

    private static List<List<String>> answers(RunningSearch search) {
        return Stream.of(ANA.uid(), BOB.uid(), CARLA.uid())
                .flatMap((Uid person) ->
                        Stream.of("tea", "cocoa", "coffee", "at").map(word -> search.found(person, word)))
                .toList();
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to);
            for (Path file : RunningSearch.files(from)) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
