package io.verbatim.standalone;

import io.verbatim.api.health.SelfChecked;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// The health of the parts, each under its name.
final class PartsHealth {

    private PartsHealth() {}

    static CompositeHealthContributor of(List<SelfChecked> parts) {
        return CompositeHealthContributor.fromMap(
                parts.stream().collect(Collectors.toMap(SelfChecked::name, Function.identity())),
                part -> (HealthIndicator) () -> check(part));
    }

    private static Health check(SelfChecked part) {
        String fault = part.fault();
        return fault == null
                ? Health.up().build()
                : Health.down().withDetail("fault", fault).build();
    }
}
