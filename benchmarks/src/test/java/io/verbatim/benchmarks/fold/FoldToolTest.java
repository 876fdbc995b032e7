package io.verbatim.benchmarks.fold;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.verbatim.benchmarks.log.SampleLog;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tool keeps up with the sides that it assembles.
class FoldToolTest {

    @TempDir
    Path folder;

    @Test
    void shouldFoldASampleLogTwice() {
        String log = folder.resolve("log").toString();
        SampleLog.main(new String[] {log, "2000"});

        assertThatCode(() ->
                        FoldTool.main(new String[] {log, folder.resolve("views").toString(), "2"}))
                .doesNotThrowAnyException();
    }
}
