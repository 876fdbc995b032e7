package io.verbatim.acceptance.driver;

import io.verbatim.acceptance.Api;
import java.net.URI;
import java.util.List;
import java.util.SplittableRandom;

/// The gateways of a server, as one device meets them: each connection and each call goes to any of them, by the seed.
final class Gateways {

    private final List<URI> all;
    private final SplittableRandom random;

    Gateways(List<URI> all, SplittableRandom random) {
        this.all = all;
        this.random = random;
    }

    private synchronized URI any() {
        return all.get(random.nextInt(all.size()));
    }

    /// Where a connection is opened.
    URI socket() {
        URI gateway = any();
        return URI.create("ws://" + gateway.getAuthority() + "/v1/ws");
    }

    Api api(String token) {
        return new Api(any(), token);
    }
}
