package io.verbatim.query.search;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.SearchMessages;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.QueryBuilder;
import org.jspecify.annotations.Nullable;

/// What is asked of the index for a search.
final class SearchTerms {

    /// Further words are not looked at.
    static final int MOST_WORDS = 32;

    private static final Pattern BLANKS = Pattern.compile("(?U)\\s+");
    private static final MessageAnalyzer ANALYZER = new MessageAnalyzer();

    private SearchTerms() {}

    /// Messages with all the words, of conversations that the caller is in.
    ///
    /// @param groups those that the caller is, or was, in
    /// @param before only what was sent before this position
    /// @return null if nothing can match
    static @Nullable Query query(SearchMessages search, List<ConversationId> groups, long before) {
        Query words = words(search.words());
        if (words == null || before < 1) {
            return null;
        }
        BooleanQuery.Builder all =
                new BooleanQuery.Builder().add(words, Occur.FILTER).add(of(search.caller(), groups), Occur.FILTER);
        if (search.conversationId() != null) {
            addIn(search.conversationId(), all);
        }
        if (before < Long.MAX_VALUE) {
            all.add(LongField.newRangeQuery(MessageIndex.POSITION, 0, before - 1), Occur.FILTER);
        }
        return all.build();
    }

    /// A direct conversation is the one that two people are in.
    private static void addIn(ConversationId conversation, BooleanQuery.Builder all) {
        if (conversation.isDirect()) {
            for (Uid member : conversation.pair()) {
                all.add(new TermQuery(new Term(MessageIndex.MEMBER, member.value())), Occur.FILTER);
            }
        } else {
            all.add(of(List.of(conversation)).build(), Occur.FILTER);
        }
    }

    private static Query of(Uid caller, List<ConversationId> groups) {
        Query direct = new TermQuery(new Term(MessageIndex.MEMBER, caller.value()));
        if (groups.isEmpty()) {
            return direct;
        }
        return of(groups).add(direct, Occur.SHOULD).build();
    }

    /// What was said before is in the index only where somebody who has left sees it; whether that is the caller, the
    /// views say.
    private static BooleanQuery.Builder of(List<ConversationId> groups) {
        List<BytesRef> terms =
                groups.stream().map(group -> new BytesRef(group.value())).toList();
        return new BooleanQuery.Builder()
                .add(new TermInSetQuery(MessageIndex.GROUP, terms), Occur.SHOULD)
                .add(new TermInSetQuery(MessageIndex.FORMER, terms), Occur.SHOULD);
    }

    /// What stands together is searched for together.
    private static @Nullable Query words(String text) {
        QueryBuilder words = new QueryBuilder(ANALYZER);
        words.setEnableGraphQueries(false); // a character and the pair that begins with it stand in one place
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        int count = 0;
        for (String word : BLANKS.split(text, -1)) {
            Query one = words.createPhraseQuery(MessageIndex.TEXT, word);
            if (one != null && count++ < MOST_WORDS) {
                all.add(one, Occur.FILTER);
            }
        }
        return count == 0 ? null : all.build();
    }
}
