package io.verbatim.query.search;

import io.verbatim.api.health.SelfChecked;
import io.verbatim.api.vault.Keys;
import io.verbatim.query.answers.ViewAnswers;
import io.verbatim.query.conversation.ConversationReader;
import io.verbatim.query.conversation.SaidMessages;
import io.verbatim.query.projection.Progress;
import io.verbatim.query.projection.Views;
import io.verbatim.query.projection.ViewsLog;
import io.verbatim.query.projection.ViewsProperties;
import org.axonframework.queryhandling.QueryBus;
import org.jspecify.annotations.Nullable;

/// Search in what was said: the index, and the answers from it. Its searches wait for it as other queries do for the
/// views, on threads of their own.
public final class MessageSearch implements SelfChecked, AutoCloseable {

    private final MessageIndexer indexer;
    private final ViewAnswers answers;

    private MessageSearch(MessageIndexer indexer, ViewAnswers answers) {
        this.indexer = indexer;
        this.answers = answers;
    }

    /// Begins to index and to answer.
    ///
    /// @param source what is indexed, and how far the views have come with it
    /// @param keys which open the texts
    /// @param reading how queries are answered
    public static MessageSearch start(
            Source source, Keys keys, QueryBus bus, ViewsProperties reading, SearchProperties settings) {
        ConversationReader conversations = new ConversationReader(source.views());
        SaidMessages messages = new SaidMessages(conversations);
        MessageIndexer indexer =
                new MessageIndexer(source.log(), source.progress(), new IndexedTexts(messages, keys), settings);
        indexer.start();
        ViewAnswers answers = new ViewAnswers("verbatim-search", bus, indexer.progress(), conversations, reading);
        new SearchQueryHandler(indexer::index, messages, source.progress()).subscribe(answers);
        return new MessageSearch(indexer, answers);
    }

    @Override
    public String name() {
        return indexer.name();
    }

    @Override
    public @Nullable String fault() {
        return indexer.fault();
    }

    /// How far searches see.
    public Progress progress() {
        return indexer.progress();
    }

    @Override
    public void close() {
        answers.close();
        indexer.close();
    }

    /// The log, and the views of it.
    ///
    /// @param progress of the views
    public record Source(ViewsLog log, Views views, Progress progress) {}
}
