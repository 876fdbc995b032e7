package io.verbatim.query.search;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;

/// Makes words of texts in any language: by Unicode's rules and, where words are not divided, by pairs of
/// characters; without regard to case, accents and how characters are composed. An emoji is a word.
final class MessageAnalyzer extends Analyzer {

    private static final int ALL_SCRIPTS =
            CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;

    private final boolean singles;

    private MessageAnalyzer(boolean singles) {
        this.singles = singles;
    }

    /// For what is said: single characters are words too, so that one alone finds what it stands in.
    static MessageAnalyzer ofMessages() {
        return new MessageAnalyzer(true);
    }

    /// For what is searched for.
    static MessageAnalyzer ofQueries() {
        return new MessageAnalyzer(false);
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        Tokenizer words = new ICUTokenizer(new DefaultICUTokenizerConfig(false, true));
        TokenStream pairs = new CJKBigramFilter(words, ALL_SCRIPTS, singles);
        return new TokenStreamComponents(words, new ICUFoldingFilter(pairs));
    }
}
