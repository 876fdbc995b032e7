package io.verbatim.benchmarks.fold;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tool keeps up with the sides that it assembles.
class CatchUpToolTest {

    @TempDir
    Path folder;

    @Test
    void shouldFindWhatWasMissed() {
        assertThatCode(() -> CatchUpTool.main(new String[] {
                    folder.resolve("log").toString(), folder.resolve("views").toString(), "20", "4", "3", "70"
                }))
                .doesNotThrowAnyException();
    }
}
