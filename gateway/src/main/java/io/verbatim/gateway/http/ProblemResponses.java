package io.verbatim.gateway.http;

import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.error.Problems;
import io.verbatim.gateway.wire.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;

/// Answers every failure of a request with a problem, the framework's own included. Stands before Boot's handler.
@Order(-2)
final class ProblemResponses implements WebExceptionHandler {
    private final Problems problems;

    ProblemResponses(Problems problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted() || DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return Mono.error(failure);
        }
        Problem ofFramework = failure instanceof ErrorResponse error ? ofFramework(error.getStatusCode()) : null;
        Problem problem = ofFramework == null ? problems.of(failure) : problems.told(ofFramework);
        HttpHeaders headers = response.getHeaders();
        if (failure instanceof ErrorResponse error) {
            headers.putAll(error.getHeaders());
        }
        Integer retryAfter = problem.retryAfterSeconds();
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, retryAfter.toString());
        }
        if (problem.status() == 401) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        byte[] body = Json.write(problem);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLength(body.length);
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static @Nullable Problem ofFramework(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> Problem.of(ProblemName.NOT_FOUND);
            case 405 -> Problem.of(ProblemName.METHOD_NOT_ALLOWED);
            case 413 -> Problem.of(ProblemName.TOO_LARGE);
            case 415 -> Problem.of(ProblemName.UNSUPPORTED_MEDIA);
            default -> status.is4xxClientError() ? Problem.of(ProblemName.MALFORMED) : null;
        };
    }
}
