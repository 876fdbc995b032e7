package io.verbatim.query.search;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// The words of a text of nothing but ASCII letters and digits, and of what divides them whatever stands around it.
/// [MessageAnalyzer] finds the same words in it, only that it takes several times as long: what Unicode's rules make of
/// an apostrophe, a point or a hyphen *between* two letters or digits is its matter.
final class PlainText extends TokenStream {

    private final String text;
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private int at;

    /// @param text one that [#is]
    PlainText(String text) {
        this.text = text;
    }

    /// Whether words are found in a text so.
    static boolean is(String text) {
        int word = 0; // the length of what stands before
        boolean dividedBefore = true; // by something that divides whatever follows
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (isOfWord(next)) {
                if ((word == 0 && !dividedBefore) || word == MessageAnalyzer.LONGEST_WORD) {
                    return false;
                }
                word++;
            } else if (isBlank(next)) {
                word = 0;
                dividedBefore = true;
            } else if (isMark(next)) {
                dividedBefore &= word == 0;
                word = 0;
            } else {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        while (at < text.length() && !isOfWord(text.charAt(at))) {
            at++;
        }
        int begin = at;
        while (at < text.length() && isOfWord(text.charAt(at))) {
            at++;
        }
        for (int i = begin; i < at; i++) {
            char next = text.charAt(i);
            term.append(next >= 'A' && next <= 'Z' ? (char) (next + ('a' - 'A')) : next);
        }
        return at > begin;
    }

    @Override
    public void reset() {
        at = 0;
    }

    private static boolean isOfWord(char one) {
        return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9');
    }

    private static boolean isBlank(char one) {
        return one == ' ' || one == '\n' || one == '\t';
    }

    private static boolean isMark(char one) {
        return ".,!?;()".indexOf(one) >= 0;
    }
}
