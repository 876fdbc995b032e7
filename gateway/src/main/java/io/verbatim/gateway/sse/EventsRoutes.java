package io.verbatim.gateway.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.gateway.freshness.LastTold;
import io.verbatim.gateway.http.Answers;
import io.verbatim.gateway.http.Blocking;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.http.Endpoint;
import io.verbatim.gateway.http.Endpoints;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.stream.EventPages;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// `GET /v1/events`: the stream without staying.
final class EventsRoutes implements Endpoints {
    private final EventPages pages;
    private final LastTold told;
    private final GatewayLimits limits;
    private final Blocking blocking;

    EventsRoutes(EventPages pages, LastTold told, GatewayLimits limits, Blocking blocking) {
        this.pages = pages;
        this.told = told;
        this.limits = limits;
        this.blocking = blocking;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/v1/events", this::events));
    }

    private Mono<ServerResponse> events(Call call) {
        Uid caller = call.caller().uid();
        int limit = call.limit(limits.page(), limits.pageMax());
        AtLeast atLeast = call.atLeast(told);
        String after = call.parameter("after");
        return blocking.ask(() -> pages.since(caller, after, limit, atLeast))
                .map(WirePage::of)
                .flatMap(Answers::ok);
    }

    private record WirePage(
            List<WireEvent> events,
            String cursor,
            boolean hasMore,
            boolean recovered,
            @Nullable Boolean reset) {
        static WirePage of(EventPages.Page page) {
            List<WireEvent> events = page.events().stream()
                    .map(event -> new WireEvent(event.cursor(), event.event(), new String(event.data(), UTF_8)))
                    .toList();
            return new WirePage(events, page.cursor(), page.hasMore(), page.recovered(), page.reset() ? true : null);
        }
    }

    private record WireEvent(
            String cursor, String event, @JsonRawValue String data) {}
}
