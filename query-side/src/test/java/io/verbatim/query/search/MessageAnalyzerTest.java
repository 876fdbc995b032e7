package io.verbatim.query.search;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.SearchMessages;
import io.verbatim.api.live.LogEpoch;
import io.verbatim.query.conversation.SaidMessages.Place;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is found by what, in the languages of the world.
class MessageAnalyzerTest {

    private static final String ALPHABET = "abzAZ019    \n\t.,!?;()";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "Crème brûlée, s'il vous plaît|creme brulee|true",
                "Creme brulee|CRÈME|true",
                "Straße|strasse|true",
                "Tea at five|tea five|true",
                "Tea at five|te|false",
                "Привет, как дела?|привет|true",
                "Ёлка|елка|true",
                "مرحبا بالعالم|مرحبا|true",
                "مَرْحَبًا|مرحبا|true",
                "שלום עולם|שלום|true",
                "नमस्ते दुनिया|दुनिया|true",
                "สวัสดีครับ|สวัสดี|true",
                "黒猫が寝ている|黒猫|true",
                "黒猫が寝ている|猫|true",
                "黒猫が寝ている|白猫|false",
                "我喜欢喝咖啡|咖啡|true",
                "我喜欢喝咖啡|喝咖啡|true",
                "我喜欢喝咖啡|啡喝|false",
                "カタカナ|ｶﾀｶﾅ|true",
                "ｶﾞｷﾞｸﾞ|ガギグ|true",
                "明天5点开会|明天5点|true",
                "你好，世界|你好，世界|true",
                "我喜欢iPhone|喜欢iPhone|true",
                "吃饭🍕|吃饭🍕|true",
                "タワー2号館|タワー2号館|true",
                "오늘 오후3시|오후3시|true",
                "안녕하세요|안녕|true",
                "Lunch 🍕?|🍕|true",
                "Lunch 🍕🍕|🍕|true",
                "Lunch 🍕|🍔|false",
                "love ❤️|❤|true",
                "ok 👍🏽|👍🏽|true",
                "see https://example.org/a-page|example.org|true",
                "call +1 555-0100|555-0100|true",
                "call 0100 555|555-0100|false",
            },
            delimiter = '|')
    void shouldFind(String text, String words, boolean found) throws IOException {
        assertThat(finds(text, words)).isEqualTo(found);
    }

    @Test
    void shouldFindWhatIsComposedOtherwise() throws IOException {
        String text = Normalizer.normalize("안녕하세요", Normalizer.Form.NFD);
        assertThat(finds(text, "안녕")).isTrue();
        assertThat(finds("ガギグ", Normalizer.normalize("ギグ", Normalizer.Form.NFD)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFDFA", "\uFDFB", "a", "猫", "🍕", "\u0301"})
    void shouldTakeTheLongestWord(String character) throws IOException {
        assertThat(finds(character.repeat(7_990) + " and tea", "tea")).isTrue();
        assertThat(finds("tea", character.repeat(256))).isFalse();
    }

    @Test
    void shouldFindTheSameWordsInAPlainTextTheShortWay() throws IOException {
        Random random = new Random(7);
        int plain = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = random.ints(1 + random.nextInt(12), 0, ALPHABET.length())
                    .mapToObj(at -> ALPHABET.substring(at, at + 1))
                    .collect(joining());
            if (PlainText.is(text)) {
                plain++;
                assertThat(words(new PlainText(text))).as(text).isEqualTo(words(text));
            }
        }
        assertThat(plain).isGreaterThan(1_000);
        assertThat(PlainText.is("Tea at five, (or 6)? Yes!")).isTrue();
        assertThat(PlainText.is("can't")).isFalse();
        assertThat(PlainText.is("3.14")).isFalse();
        assertThat(PlainText.is("caf\u00e9")).isFalse();
        assertThat(PlainText.is("a".repeat(256))).isFalse();
    }

    private static List<String> words(String text) throws IOException {
        try (MessageAnalyzer analyzer = new MessageAnalyzer();
                TokenStream words = analyzer.tokenStream(MessageIndex.TEXT, text)) {
            return words(words);
        }
    }

    /// Each with how far it stands from the one before.
    private static List<String> words(TokenStream words) throws IOException {
        CharTermAttribute term = words.getAttribute(CharTermAttribute.class);
        PositionIncrementAttribute step = words.addAttribute(PositionIncrementAttribute.class);
        List<String> found = new ArrayList<>();
        words.reset();
        while (words.incrementToken()) {
            found.add(term + "/" + step.getPositionIncrement());
        }
        words.end();
        return found;
    }

    private static boolean finds(String text, String words) throws IOException {
        ConversationId conversation = ConversationId.direct(ANA.uid(), BOB.uid());
        try (MessageIndex index = MessageIndex.open(new ByteBuffersDirectory(), new LogEpoch(1, false), 0, 1)) {
            index.add(new Place(conversation, 1), 1, text);
            index.refresh();
            Query query = SearchTerms.query(
                    new SearchMessages(ANA.uid(), words, null, null, 1, AtLeast.ANYTHING), List.of(), Long.MAX_VALUE);
            return query != null && !index.search(query, 1).isEmpty();
        }
    }
}
