package io.verbatim.acceptance.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Everything that was observed, in the order in which it was noted. Many threads write.
final class History {

    private final List<Observed> observed = new ArrayList<>();

    synchronized void note(Observed what) {
        observed.add(what);
    }

    /// How many of each kind.
    synchronized Map<String, Long> counts() {
        return observed.stream()
                .collect(Collectors.groupingBy(
                        each -> each.getClass().getSimpleName(), TreeMap::new, Collectors.counting()));
    }

    /// All of a kind, in order.
    synchronized <T extends Observed> List<T> all(Class<T> kind) {
        return observed.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// One line for each.
    synchronized void writeTo(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Stream<String> lines = observed.stream().map(Observed::toString);
        Files.write(file, (Iterable<String>) lines::iterator);
    }
}
