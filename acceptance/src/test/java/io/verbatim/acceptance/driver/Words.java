package io.verbatim.acceptance.driver;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// What people talk about: few words, so that a search for one finds messages of many.
final class Words {

    static final List<String> ALL = List.of("heron", "Kestrel", "gr\u00fcnfink", "owl");

    private Words() {}

    /// A text that says who said it, and one of the words.
    static String about(String device, String number, SplittableRandom random) {
        return device + " " + number + " " + ALL.get(random.nextInt(ALL.size()));
    }

    /// Whether a text has a word, however it is written.
    static boolean has(String text, String word) {
        return List.of(text.toLowerCase(Locale.ROOT).split(" ")).contains(word.toLowerCase(Locale.ROOT));
    }
}
