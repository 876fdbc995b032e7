package io.verbatim.query.search;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessageId;
import io.verbatim.api.live.LogEpoch;
import io.verbatim.query.conversation.SaidMessages.Place;
import io.verbatim.query.conversation.SaidMessages.Wording;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was said, by the words in it. Changed by one thread; read by any.
///
/// What was written since the last commit is gone after a crash, the token with it. Its documents lie in the order in
/// which they came: sorting them otherwise makes merging cost more than all the rest.
final class MessageIndex implements AutoCloseable {

    static final String TEXT = "text";
    static final String GROUP = "group";
    static final String MEMBER = "member";

    /// The group of what a message said before it was edited, for who has left by then.
    static final String FORMER = "former";

    static final String POSITION = "position";

    private static final Logger LOG = LoggerFactory.getLogger(MessageIndex.class);
    private static final String ID = "id";
    private static final Duration FRESH = Duration.ofSeconds(1);

    /// Smaller files are merged as if they were so large: the default has what comes in two seconds written many times.
    private static final double FLOOR_MB = 1;

    private static final Sort NEWEST_FIRST =
            new Sort(LongField.newSortField(POSITION, true, SortedNumericSelector.Type.MAX));

    /// With the places of words, for those that must stand together; without what only relevance needs.
    private static final FieldType WORDS = words();

    private final Directory folder;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final LogEpoch epoch;
    private final long committed;
    private volatile long refreshedAt = System.nanoTime();

    private MessageIndex(Directory folder, IndexWriter writer, LogEpoch epoch, long committed) throws IOException {
        this.folder = folder;
        this.writer = writer;
        this.searchers = new SearcherManager(writer, true, true, null);
        this.epoch = epoch;
        this.committed = committed;
    }

    /// The index in a folder; an empty one if it is of another history or form.
    ///
    /// @param end of the log
    /// @param memory how much is collected before it is written out
    static MessageIndex open(Directory folder, LogEpoch epoch, long end, int memory) throws IOException {
        IndexToken token = token(folder, epoch, end);
        if (token == null) {
            clear(folder);
        }
        IndexWriterConfig config = new IndexWriterConfig(new MessageAnalyzer())
                .setOpenMode(token == null ? OpenMode.CREATE : OpenMode.APPEND)
                .setRAMBufferSizeMB(memory)
                .setCommitOnClose(false)
                .setMergeScheduler(merges())
                .setMergePolicy(
                        new TieredMergePolicy().setFloorSegmentMB(FLOOR_MB).setForceMergeDeletesPctAllowed(0));
        IndexWriter writer = new IndexWriter(folder, config);
        try {
            return new MessageIndex(folder, writer, epoch, token == null ? 0 : token.position());
        } catch (IOException | RuntimeException failure) {
            writer.rollback(); // it holds the folder's lock
            throw failure;
        }
    }

    /// One merge at a time: indexing is nothing that messages should wait for.
    private static ConcurrentMergeScheduler merges() {
        ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(6, 1);
        return merges;
    }

    /// Takes away an index that nobody has open.
    static void delete(Path folder) throws IOException {
        try (Directory directory = FSDirectory.open(folder)) {
            clear(directory);
        }
    }

    /// Whatever is there: a writer would read it, and it may be damaged.
    private static void clear(Directory folder) throws IOException {
        for (String file : folder.listAll()) {
            if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
                folder.deleteFile(file);
            }
        }
    }

    private static @Nullable IndexToken token(Directory folder, LogEpoch epoch, long end) throws IOException {
        if (!DirectoryReader.indexExists(folder)) {
            return null;
        }
        try (DirectoryReader reader = DirectoryReader.open(folder)) {
            IndexToken token = IndexToken.of(reader.getIndexCommit().getUserData());
            if (token.continues(epoch, end)) {
                return token;
            }
            LOG.warn("The search index is of another history or form ({}): it is made anew", token);
        } catch (IllegalArgumentException | IOException unreadable) {
            LOG.warn("The search index cannot be read: it is made anew", unreadable);
        }
        return null;
    }

    /// Up to where the log is in what was found in the folder.
    long committed() {
        return committed;
    }

    /// Adds a message that is not there.
    ///
    /// @param position of the event that sent it
    void add(Place place, long position, String text) throws IOException {
        writer.addDocument(document(Wording.now(place), position, text));
    }

    /// Puts a message's text in the place of the one before.
    ///
    /// @param before what it said when it was sent, if somebody who has left still sees that
    void replace(Place place, long position, String text, @Nullable String before) throws IOException {
        List<Document> documents = new ArrayList<>(2);
        documents.add(document(Wording.now(place), position, text));
        if (before != null) {
            documents.add(document(new Wording(place, true), position, before));
        }
        writer.updateDocuments(sentAt(position), documents);
    }

    /// Takes a message out.
    ///
    /// @param position of the event that sent it
    void remove(long position) throws IOException {
        writer.deleteDocuments(sentAt(position));
    }

    /// Makes all that was written visible to searches.
    void refresh() throws IOException {
        refreshedAt = System.nanoTime();
        searchers.maybeRefreshBlocking();
    }

    /// Makes all that was written durable, together with how far the log is in it.
    void commit(long position) throws IOException {
        writer.setLiveCommitData(IndexToken.of(epoch, position).data().entrySet());
        writer.commit();
    }

    /// Whether there is something that is not durable: what was written, or files that were written anew.
    boolean isChanged() {
        return writer.hasUncommittedChanges();
    }

    /// Begins to write those files anew in which something lies that was removed. The old ones go once that is
    /// committed
    /// and shown.
    ///
    /// @return whether there are any
    boolean expunge() throws IOException {
        boolean any = writer.hasDeletions();
        if (any) {
            writer.forceMergeDeletes(false);
        }
        return any;
    }

    /// The newest that match, of all that was written a second ago.
    List<Hit> search(Query query, int most) throws IOException {
        long now = System.nanoTime();
        if (now - refreshedAt > FRESH.toNanos()) {
            refreshedAt = now;
            searchers.maybeRefresh();
        }
        IndexSearcher searcher = searchers.acquire();
        try {
            ScoreDoc[] found =
                    searcher.search(query, new TopFieldCollectorManager(NEWEST_FIRST, most, null, most)).scoreDocs;
            StoredFields stored = searcher.storedFields();
            List<Hit> hits = new ArrayList<>(found.length);
            for (ScoreDoc each : found) {
                hits.add(hit(stored.document(each.doc)));
            }
            return hits;
        } finally {
            searchers.release(searcher);
        }
    }

    /// Keeps only what was committed.
    @Override
    public void close() throws IOException {
        try (folder) {
            searchers.close();
            writer.rollback();
        }
    }

    private static Document document(Wording wording, long position, String text) {
        Place place = wording.place();
        Document document = new Document();
        document.add(new StoredField(
                ID, MessageId.of(place.conversation(), place.seq()).value()));
        if (place.conversation().isDirect()) {
            for (Uid member : place.conversation().pair()) {
                document.add(new StringField(MEMBER, member.value(), Store.NO));
            }
        } else {
            String group = place.conversation().value();
            document.add(
                    wording.asSent()
                            ? new StringField(FORMER, group, Store.YES)
                            : new StringField(GROUP, group, Store.NO));
        }
        document.add(new LongField(POSITION, position, Store.YES));
        document.add(PlainText.is(text) ? new Field(TEXT, new PlainText(text), WORDS) : new Field(TEXT, text, WORDS));
        return document;
    }

    private static FieldType words() {
        FieldType words = new FieldType(TextField.TYPE_NOT_STORED);
        words.setOmitNorms(true);
        words.freeze();
        return words;
    }

    private static Hit hit(Document document) {
        String id = document.get(ID);
        int dash = id.lastIndexOf('-');
        Place place = new Place(new ConversationId(id.substring(0, dash)), Long.parseLong(id.substring(dash + 1)));
        return new Hit(
                new Wording(place, document.get(FORMER) != null),
                document.getField(POSITION).numericValue().longValue());
    }

    /// Messages are told apart by their positions: a term for each would make merging cost twice as much.
    private static Query sentAt(long position) {
        return LongField.newExactQuery(POSITION, position);
    }

    /// What was found.
    ///
    /// @param position of the event that sent it
    record Hit(Wording wording, long position) {}
}
