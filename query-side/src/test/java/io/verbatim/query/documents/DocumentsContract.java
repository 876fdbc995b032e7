package io.verbatim.query.documents;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.query.support.RunningViews;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store of documents does.
public interface DocumentsContract {

    /// An empty store.
    Documents testee();

    @Test
    default void shouldFindNothingInAnEmptyStore() {
        assertThat(testee().get("aa/x")).isNull();
        assertThat(testee().getAll(List.of("aa/x", "aa/y"))).isEmpty();
        assertThat(testee().ascending(KeyRange.startingWith("aa/"), 10)).isEmpty();
        assertThat(testee().descending(KeyRange.startingWith("aa/"), 10)).isEmpty();
    }

    @Test
    default void shouldGiveBackWhatWasWritten() {
        StoredDocument document = document("aa/x", 7, "what");
        testee().write(DocumentBatch.of(document));
        assertThat(testee().get("aa/x")).isEqualTo(document);
    }

    @Test
    default void shouldKeepAnEmptyValue() {
        testee().write(DocumentBatch.of(document("aa/x", 7, "")));
        assertThat(testee().get("aa/x")).isEqualTo(document("aa/x", 7, ""));
    }

    @Test
    default void shouldKeepEveryByte() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        testee().write(DocumentBatch.of(new StoredDocument("aa/x", Long.MAX_VALUE, bytes)));
        assertThat(testee().get("aa/x")).isEqualTo(new StoredDocument("aa/x", Long.MAX_VALUE, bytes));
    }

    @Test
    default void shouldFindThoseOfManyThatExist() {
        StoredDocument one = document("aa/1", 1, "one");
        StoredDocument three = document("aa/3", 1, "three");
        testee().write(DocumentBatch.of(one, three));
        assertThat(testee().getAll(List.of("aa/1", "aa/2", "aa/3", "aa/1")))
                .isEqualTo(Map.of("aa/1", one, "aa/3", three));
    }

    @Test
    default void shouldReturnARangeInTheOrderOfItsKeys() {
        testee().write(DocumentBatch.of(
                document("aa/2", 1, ""), document("aa/10", 1, ""), document("aa/1", 1, ""), document("ab/1", 1, "")));
        assertThat(testee().ascending(KeyRange.startingWith("aa/"), 10))
                .extracting(StoredDocument::key)
                .containsExactly("aa/1", "aa/10", "aa/2");
        assertThat(testee().descending(KeyRange.startingWith("aa/"), 10))
                .extracting(StoredDocument::key)
                .containsExactly("aa/2", "aa/10", "aa/1");
    }

    @Test
    default void shouldOrderNumbersInKeysAsNumbers() {
        List<Long> numbers = List.of(0L, 1L, 31L, 32L, 1023L, 1024L, 1L << 40, Long.MAX_VALUE);
        testee().write(DocumentBatch.of(numbers.reversed().stream()
                .map(number -> document("aa/" + KeyNumbers.write(number), 1, ""))
                .toArray(StoredDocument[]::new)));
        assertThat(testee().ascending(KeyRange.startingWith("aa/"), 10))
                .extracting(stored -> KeyNumbers.read(stored.key(), 3))
                .containsExactlyElementsOf(numbers);
    }

    @Test
    default void shouldEndARangeAtItsBounds() {
        testee().write(DocumentBatch.of(
                IntStream.range(0, 10).mapToObj(i -> document("aa/" + i, 1, "")).toArray(StoredDocument[]::new)));
        assertThat(testee().ascending(new KeyRange("aa/3", "aa/6"), 10))
                .extracting(StoredDocument::key)
                .containsExactly("aa/3", "aa/4", "aa/5");
        assertThat(testee().descending(new KeyRange("aa/3", "aa/6"), 2))
                .extracting(StoredDocument::key)
                .containsExactly("aa/5", "aa/4");
        assertThat(testee().ascending(KeyRange.startingWith("aa/", "aa/8"), 10))
                .extracting(StoredDocument::key)
                .containsExactly("aa/8", "aa/9");
        assertThat(testee().ascending(KeyRange.startingWith("aa/"), 4)).hasSize(4);
    }

    @Test
    default void shouldNotWriteBackwards() {
        testee().write(DocumentBatch.of(document("aa/x", 7, "seven")));
        testee().write(DocumentBatch.of(document("aa/x", 6, "six"), document("aa/y", 6, "new")));
        assertThat(testee().get("aa/x")).isEqualTo(document("aa/x", 7, "seven"));
        assertThat(testee().get("aa/y")).isEqualTo(document("aa/y", 6, "new"));
    }

    @Test
    default void shouldNotWriteTheSamePositionAgain() {
        testee().write(DocumentBatch.of(document("aa/x", 7, "seven")));
        testee().write(DocumentBatch.of(document("aa/x", 7, "other")));
        assertThat(testee().get("aa/x")).isEqualTo(document("aa/x", 7, "seven"));
    }

    @Test
    default void shouldNotWriteTokensBackwards() {
        testee().write(new DocumentBatch(List.of(), List.of(), List.of(), List.of(), document("token/t", 9, "a")));
        testee().write(new DocumentBatch(List.of(), List.of(), List.of(), List.of(), document("token/t", 8, "a")));
        assertThat(testee().get("token/t")).isEqualTo(document("token/t", 9, "a"));
    }

    @Test
    default void shouldDeleteGoneRows() {
        testee().write(DocumentBatch.of(document("ia/x", 7, ""), document("ia/y", 7, "")));
        testee().write(new DocumentBatch(
                List.of(), List.of(), List.of(), List.of(new GoneRow("ia/x", 8), new GoneRow("ia/z", 8)), null));
        assertThat(testee().get("ia/x")).isNull();
        assertThat(testee().get("ia/y")).isNotNull();
    }

    @Test
    default void shouldKeepARowThatWasMadeLaterThanItsEnd() {
        testee().write(DocumentBatch.of(document("ia/x", 9, "")));
        testee().write(new DocumentBatch(List.of(), List.of(), List.of(), List.of(new GoneRow("ia/x", 8)), null));
        assertThat(testee().get("ia/x")).isNotNull();
    }

    @Test
    default void shouldForgetEverything() {
        testee().write(DocumentBatch.of(document("aa/x", 7, "seven"), document("token/t", 7, "")));
        testee().clear();
        assertThat(RunningViews.everythingIn(testee())).isEmpty();
        testee().write(DocumentBatch.of(document("aa/x", 1, "one")));
        assertThat(testee().get("aa/x")).isEqualTo(document("aa/x", 1, "one"));
    }

    @Test
    default void shouldChangeNothingWhenABatchThatStoppedIsRepeated() {
        DocumentBatch before = batchBefore();
        DocumentBatch batch = batch();
        testee().write(before);
        testee().write(batch);
        List<StoredDocument> expected = RunningViews.everythingIn(testee());
        for (int operations = 0; operations <= operations(batch); operations++) {
            testee().clear();
            testee().write(before);
            testee().write(first(operations, batch));
            testee().write(batch);
            assertThat(RunningViews.everythingIn(testee()))
                    .as("stopped after %d operations", operations)
                    .isEqualTo(expected);
        }
        testee().write(batch);
        assertThat(RunningViews.everythingIn(testee())).isEqualTo(expected);
    }

    @Test
    default void shouldChangeNothingWhenAnOldBatchIsRepeated() {
        testee().write(batchBefore());
        testee().write(batch());
        List<StoredDocument> expected = RunningViews.everythingIn(testee()).stream()
                .filter(stored -> !stored.key().startsWith("ia/"))
                .toList();
        testee().write(batchBefore());
        assertThat(RunningViews.everythingIn(testee())).containsAll(expected);
        testee().write(batch());
        assertThat(RunningViews.everythingIn(testee())).containsAll(expected);
    }

    /// How many documents a large batch has.
    default int large() {
        return 25_000;
    }

    @Test
    default void shouldTakeALargeBatch() {
        List<StoredDocument> many = IntStream.range(0, large())
                .mapToObj(i -> document("aa/" + KeyNumbers.write(i), i + 1, "value " + i))
                .toList();
        testee().write(new DocumentBatch(many, List.of(), List.of(), List.of(), document("token/t", large(), "")));
        assertThat(testee().getAll(many.stream().map(StoredDocument::key).toList()))
                .hasSize(large());
        assertThat(testee().ascending(KeyRange.startingWith("aa/"), large() + 1))
                .isEqualTo(many);
    }

    private static DocumentBatch batchBefore() {
        return new DocumentBatch(
                List.of(document("tl/c/1", 3, "hello")),
                List.of(document("ia/u/3/c", 3, ""), document("ia/v/3/c", 3, ""), document("tc/c/3", 3, "1")),
                List.of(document("hd/c", 3, "head at 3"), document("rc/c", 2, "nothing read")),
                List.of(),
                document("token/t", 3, ""));
    }

    private static DocumentBatch batch() {
        return new DocumentBatch(
                List.of(document("tl/c/2", 5, "hello again"), document("tl/d/1", 6, "hi")),
                List.of(document("ia/u/5/c", 5, ""), document("ia/v/5/c", 5, ""), document("tc/c/5", 5, "2")),
                List.of(document("hd/c", 5, "head at 5"), document("rc/c", 7, "all read"), document("hd/d", 6, "new")),
                List.of(new GoneRow("ia/u/3/c", 5), new GoneRow("ia/v/3/c", 5)),
                document("token/t", 8, ""));
    }

    private static int operations(DocumentBatch batch) {
        return batch.inserts().size()
                + batch.rows().size()
                + batch.documents().size()
                + batch.gone().size()
                + 1;
    }

    private static DocumentBatch first(int operations, DocumentBatch batch) {
        Prefix prefix = new Prefix(operations);
        return new DocumentBatch(
                prefix.of(batch.inserts()),
                prefix.of(batch.rows()),
                prefix.of(batch.documents()),
                prefix.of(batch.gone()),
                prefix.left > 0 ? batch.token() : null);
    }

    private static StoredDocument document(String key, long position, String value) {
        return new StoredDocument(key, position, value.getBytes(US_ASCII));
    }

    /// Counts operations down.
    final class Prefix {

        private int left;

        private Prefix(int left) {
            this.left = left;
        }

        private <T> List<T> of(List<T> operations) {
            List<T> taken = new ArrayList<>(operations.subList(0, Math.min(left, operations.size())));
            left -= taken.size();
            return taken;
        }
    }
}
