package io.verbatim.gateway.http;

import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/// Bodies of requests: JSON, and not more than is allowed.
final class Bodies {
    private static final MediaType ANY_JSON = MediaType.valueOf("application/*+json");

    private Bodies() {}

    /// The whole body; empty if there is none.
    static Mono<byte[]> read(ServerRequest request, long most) {
        requireJson(request);
        if (request.headers().contentLength().orElse(0) > most) {
            return Mono.error(new ProblemException(Problem.tooLarge(most)));
        }
        return DataBufferUtils.join(request.body(BodyExtractors.toDataBuffers()), (int) most)
                .map(Bodies::bytes)
                .onErrorMap(DataBufferLimitException.class, tooMuch -> new ProblemException(Problem.tooLarge(most)))
                .defaultIfEmpty(new byte[0]);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static void requireJson(ServerRequest request) {
        String type = request.headers().firstHeader("Content-Type");
        if (type == null) {
            return;
        }
        try {
            MediaType media = MediaType.parseMediaType(type);
            if (MediaType.APPLICATION_JSON.includes(media) || ANY_JSON.includes(media)) {
                return;
            }
        } catch (InvalidMediaTypeException other) {
            // not JSON either
        }
        throw new ProblemException(ProblemName.UNSUPPORTED_MEDIA, "Content-Type: expected application/json");
    }
}
