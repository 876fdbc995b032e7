package io.verbatim.gateway.cursor;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PageMarksTest {
    private static final String LIST = "/v1/search";

    private final PageMarks marks = new PageMarks(new byte[32]);

    @Test
    void shouldComeBackAsThePlace() {
        for (String place : List.of("", "4711", "6d6f7265/bb", "böse\n")) {
            assertThat(marks.read(ANA.uid(), LIST, marks.write(ANA.uid(), LIST, place)))
                    .isEqualTo(place);
        }
    }

    @Test
    void shouldShowNothingOfThePlace() {
        Set<String> written = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            written.add(marks.write(ANA.uid(), LIST, "4711"));
        }
        assertThat(written).hasSize(100).allSatisfy(mark -> assertThat(mark).matches("[A-Za-z0-9_-]+"));
    }

    @Test
    void shouldBeOneReadersInOneListOfOneServer() {
        String mark = marks.write(ANA.uid(), LIST, "4711");
        assertThat(marks.read(BOB.uid(), LIST, mark)).isNull();
        assertThat(marks.read(ANA.uid(), "/v1/inbox", mark)).isNull();
        byte[] other = new byte[32];
        other[0] = 1;
        assertThat(new PageMarks(other).read(ANA.uid(), LIST, mark)).isNull();
    }

    @Test
    void shouldNotReadWhatWasTamperedWith() {
        byte[] mark = Base64.getUrlDecoder().decode(marks.write(ANA.uid(), LIST, "4711"));
        for (int i = 0; i < mark.length; i++) {
            byte[] tampered = mark.clone();
            tampered[i] ^= 1;
            assertThat(marks.read(ANA.uid(), LIST, Base64.getUrlEncoder().encodeToString(tampered)))
                    .isNull();
        }
        for (String none : List.of("", "4711", "%", "there", "A".repeat(37), "A".repeat(38))) {
            assertThat(marks.read(ANA.uid(), LIST, none)).isNull();
        }
    }
}
