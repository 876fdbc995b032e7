package io.verbatim.gateway.parser;

import java.util.List;
import java.util.concurrent.CompletionStage;

/// The parser in some other process. To parse is pure: what is not answered may be asked again, of the same or of
/// another.
@FunctionalInterface
public interface RemoteParser {
    /// Parses frames.
    ///
    /// @return what became of each, in their order; fails, or throws, if no answer to this very call comes in time
    CompletionStage<List<ParsedFrame>> parse(List<byte[]> frames);
}
