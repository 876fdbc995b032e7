package io.verbatim.gateway.parser.remote;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.parser.ClientFrame;
import io.verbatim.gateway.parser.ParsedFrame;
import io.verbatim.gateway.parser.ParsedFrame.Faulted;
import io.verbatim.gateway.parser.ParsedFrame.Malformed;
import io.verbatim.gateway.parser.ParsedFrame.Read;
import org.jspecify.annotations.Nullable;

/// What the parser made of one frame, on its way to another process. A fault has neither: it is told where it happened.
///
/// @param frame what the client says
/// @param malformed why it could not be read
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CarriedFrame(
        @Nullable ClientFrame frame, @Nullable Problem malformed) {
    static CarriedFrame of(ParsedFrame parsed) {
        return switch (parsed) {
            case Read read -> new CarriedFrame(read.frame(), null);
            case Malformed unread -> new CarriedFrame(null, unread.problem());
            case Faulted _ -> new CarriedFrame(null, null);
        };
    }

    ParsedFrame parsed() {
        if (frame != null) {
            return new Read(frame);
        }
        return malformed == null
                ? new Faulted(new IllegalStateException("frame: a fault of its parser (expected: parsed)"))
                : new Malformed(malformed);
    }

    @Override
    public String toString() {
        return "CarriedFrame[" + (frame == null ? malformed : frame.getClass().getSimpleName()) + "]";
    }
}
