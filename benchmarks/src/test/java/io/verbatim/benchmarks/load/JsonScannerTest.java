package io.verbatim.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonScannerTest {

    @Test
    void shouldFindAFieldBehindAllKindsOfValues() {
        byte[] json = utf8("""
                { "a" : {"id":"no","b":[1,{"id":"no"}, "]"]}, "t":true, "n" : null, "x": -1.5e3 ,
                  "quoted": "say \\"id\\": \\\\", "späti":"ü", "id" :"yes", "lastSeq": 42}""");

        assertThat(JsonScanner.topLevelText(json, "id")).isEqualTo("yes");
        assertThat(JsonScanner.topLevelNumber(json, "lastSeq")).isEqualTo(42);
        assertThat(JsonScanner.topLevelText(json, "späti")).isNull();
    }

    @Test
    void shouldTakeWhatIsAbsentAsNothing() {
        assertThat(JsonScanner.topLevelText(utf8("{}"), "id")).isNull();
        assertThat(JsonScanner.topLevelNumber(utf8("{\"lastSeq\":null}"), "lastSeq"))
                .isZero();
        assertThat(JsonScanner.topLevelText(utf8("[\"id\"]"), "id")).isNull();
    }

    @Test
    void shouldRefuseJsonThatIsCutShort() {
        byte[] json = utf8("{\"id\":\"ye");

        assertThatIllegalStateException().isThrownBy(() -> JsonScanner.topLevelText(json, "id"));
    }

    @Test
    void shouldReadNumbersOutOfTexts() {
        byte[] json = utf8("[\"00000000-0000-4000-8000-0000000000ff\",\"000000000123\",\"x1\",\"\"]");
        JsonScanner scanner = new JsonScanner().over(json, 0, json.length);
        scanner.enter('[');

        scanner.nextElement();
        scanner.readText();
        assertThat(MessageNumbers.of(scanner)).isEqualTo(255);
        scanner.nextElement();
        scanner.readText();
        assertThat(scanner.textNumber()).isEqualTo(123);
        scanner.nextElement();
        scanner.readText();
        assertThat(scanner.textNumber()).isEqualTo(-1);
        assertThat(MessageNumbers.of(scanner)).isEqualTo(-1);
        scanner.nextElement();
        scanner.readText();
        assertThat(scanner.textNumber()).isEqualTo(-1);
        assertThat(scanner.nextElement()).isFalse();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
