package io.verbatim.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// REST calls of a gateway.
record Rest(ConfigurableApplicationContext gateway) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    String authority() {
        return "127.0.0.1:" + gateway.getEnvironment().getRequiredProperty("local.server.port");
    }

    /// A new user's access token.
    String signIn(String userId) {
        String credentials = "\"userId\":\"%s\",\"password\":\"a horse correct\"".formatted(userId);
        call("", "POST", "/v1/accounts", "{" + credentials + ",\"displayName\":\"Somebody\"}");
        return call("", "POST", "/v1/tokens", "{" + credentials + "}")
                .path("accessToken")
                .asString();
    }

    /// @param token empty: none
    JsonNode call(String token, String method, String uri, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + authority() + uri))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
            return JsonMapper.shared().readTree(response.body());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
