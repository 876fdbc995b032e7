package io.verbatim.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StagedCredentialsTest {

    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant LATER = START.plus(StagedCredentials.REPLACEABLE_AFTER);

    @Test
    void shouldTakeEight() {
        StagedCredentials eight = full();

        assertThat(eight.all()).hasSize(StagedCredentials.LIMIT);
        assertThat(eight.isFullAt(START)).isTrue();
        assertThat(eight.with(entry("ninth", START))).isNull();
    }

    @Test
    void shouldReplaceTheYoungestThatIsOldEnough() {
        StagedCredentials replaced = full().with(entry("ninth", LATER));

        assertThat(full().isFullAt(LATER)).isFalse();
        assertThat(replaced.all())
                .extracting(StagedCredentials.Entry::id)
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "ninth");
    }

    @Test
    void shouldNeverReplaceTheOneThatHolds() {
        StagedCredentials staged =
                StagedCredentials.NONE.with(entry("held", START)).only("held", START);
        for (int i = 0; i < 100; i++) {
            Instant at = START.plus(StagedCredentials.REPLACEABLE_AFTER.multipliedBy(i));
            staged = Objects.requireNonNull(staged.with(entry("vain-" + i, at)));
        }
        assertThat(staged.all()).hasSize(StagedCredentials.LIMIT);
        assertThat(staged.all().getFirst().id()).isEqualTo("held");
    }

    @Test
    void shouldForgetAllOthersWhenOneHolds() {
        StagedCredentials only = full().only("3", START);

        assertThat(only.held()).isEqualTo("3");
        assertThat(only.all()).extracting(StagedCredentials.Entry::id).containsExactly("3");
    }

    @Test
    void shouldChangeNothingForAnIdThatIsNotThere() {
        assertThat(full().only("other", START)).isEqualTo(full());
    }

    @Test
    void shouldKeepForAWhileWhatWasStagedToFollow() {
        StagedCredentials underTest = StagedCredentials.NONE
                .with(entry("held", START))
                .only("held", START)
                .with(entry("next", START.plusSeconds(1)));

        assertThat(ids(underTest.only("held", START.plusSeconds(2)))).containsExactly("held", "next");
        assertThat(ids(underTest.only("held", START.plusSeconds(601)))).containsExactly("held");
        StagedCredentials followed = underTest.only("next", START.plusSeconds(2));
        assertThat(ids(followed)).containsExactly("next");
        assertThat(ids(followed.with(entry("third", START.plusSeconds(3))).only("third", START.plusSeconds(4))))
                .containsExactly("third");
    }

    private static java.util.List<String> ids(StagedCredentials staged) {
        return staged.all().stream().map(StagedCredentials.Entry::id).toList();
    }

    private static StagedCredentials full() {
        StagedCredentials staged = StagedCredentials.NONE;
        for (int i = 0; i < StagedCredentials.LIMIT; i++) {
            staged = Objects.requireNonNull(staged.with(entry(String.valueOf(i), START)));
        }
        return staged;
    }

    private static StagedCredentials.Entry entry(String id, Instant at) {
        return new StagedCredentials.Entry(id, at.toEpochMilli(), "hash of " + id);
    }
}
