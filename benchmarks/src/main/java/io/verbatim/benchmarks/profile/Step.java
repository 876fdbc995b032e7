package io.verbatim.benchmarks.profile;

import java.util.List;
import java.util.stream.Stream;

/// What a sample was spent on: the step of the frame nearest to the top of the stack that belongs to one. So JSON that
/// the gateway writes is JSON, and a map that Axon looks into is Axon.
enum Step {
    HAND_OVER(
            "thread hand-overs",
            "jdk.internal.misc.Unsafe.park",
            "jdk.internal.misc.Unsafe.unpark",
            "java.util.concurrent.locks.LockSupport.",
            "java.lang.Object.wait",
            "java.lang.Object.notify"),
    SOCKETS("socket reads and writes, event-loop wake-ups", "sun.nio.ch.", "io.netty.channel.nio."),
    STORE("RocksDB", "org.rocksdb."),
    SEALING("sealing", "javax.crypto.", "com.sun.crypto.", "sun.security."),
    JSON("JSON", "tools.jackson.", "com.fasterxml."),
    METERS("meters", "io.micrometer.", "org.HdrHistogram."),
    AXON("Axon", "org.axonframework."),
    NETTY("Netty: frames, buffers, pipeline", "io.netty."),
    REACTOR("Reactor and Spring", "reactor.", "org.springframework."),
    LOG("the log, but for RocksDB", "io.verbatim.command.log."),
    COMMANDS("lanes, bus and aggregates", "io.verbatim.command."),
    RECORDS("events and records", "io.verbatim.api."),
    VAULT("vault, but for RocksDB", "io.verbatim.vault."),
    VIEWS("projections, queries, router", "io.verbatim.query."),
    GATEWAY("gateway", "io.verbatim.gateway."),
    OTHER("other");

    private static final List<Rule> RULES = Stream.of(values())
            .flatMap(step -> Stream.of(step.prefixes.split(" ", -1))
                    .filter(prefix -> !prefix.isEmpty())
                    .map(prefix -> new Rule(prefix, step)))
            .toList();

    private final String title;
    private final String prefixes;

    Step(String title, String... prefixes) {
        this.title = title;
        this.prefixes = String.join(" ", prefixes);
    }

    String title() {
        return title;
    }

    /// The step of a method (`package.Class.method`), or [#OTHER].
    static Step of(String method) {
        for (Rule rule : RULES) {
            if (method.startsWith(rule.prefix)) {
                return rule.step;
            }
        }
        return OTHER;
    }

    private record Rule(String prefix, Step step) {}
}
