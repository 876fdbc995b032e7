package io.verbatim.query.search;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.miscellaneous.TruncateTokenFilter;

/// Makes words of texts in any language, of what is said and of what is searched for: by Unicode's rules and, where
/// words are not divided, of single characters and pairs of them, both in the first one's place; without regard to
/// case,
/// accents and how characters are composed. An emoji is a word.
final class MessageAnalyzer extends Analyzer {

    private static final int ALL_SCRIPTS =
            CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;

    /// In code points: one can become eighteen when it is folded, and an index takes no term above 32 KiB.
    static final int LONGEST_WORD = 255;

    @Override
    protected TokenStreamComponents createComponents(String field) {
        Tokenizer words = new ICUTokenizer(new DefaultICUTokenizerConfig(false, true));
        TokenStream pairs = new CJKBigramFilter(new ICUFoldingFilter(words), ALL_SCRIPTS, true);
        return new TokenStreamComponents(words, TruncateTokenFilter.truncateAfterCodePoints(pairs, LONGEST_WORD));
    }
}
