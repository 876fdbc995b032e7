package io.verbatim.gateway.http;

import java.util.List;

/// The calls about one subject. Every bean of this type is served.
@FunctionalInterface
public interface Endpoints {
    List<Endpoint> endpoints();
}
