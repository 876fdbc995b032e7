package io.verbatim.gateway.http.server;

import io.verbatim.gateway.http.Access;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.http.Endpoint;
import io.verbatim.gateway.http.Endpoints;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// The protocol as documents for programs: OpenAPI for the calls, AsyncAPI for the live stream.
final class ContractRoutes implements Endpoints {
    private final ContractDocument openApi = ContractDocument.read("openapi.json");
    private final ContractDocument asyncApi = ContractDocument.read("asyncapi.json");

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/openapi.json", call -> answer(call, openApi)).withAccess(Access.OPEN),
                Endpoint.get("/asyncapi.json", call -> answer(call, asyncApi)).withAccess(Access.OPEN));
    }

    /// A copy is kept, and asked about: after an update of the server nobody reads the document of before.
    private static Mono<ServerResponse> answer(Call call, ContractDocument document) {
        return call.request()
                .checkNotModified(document.etag())
                .switchIfEmpty(Mono.defer(() -> ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .cacheControl(CacheControl.noCache())
                        .eTag(document.etag())
                        .bodyValue(document.json())));
    }
}
