package io.verbatim.standalone;

/// What can be set for a whole JVM only, and before its classes are loaded. What is set already stays.
final class ProcessSettings {

    private ProcessSettings() {}

    static void apply() {
        // one event loop for two cores: fewer wake-ups per message, and as many sockets
        int loops = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        setUnlessSet("reactor.netty.ioWorkerCount", String.valueOf(loops));
        setUnlessSet("axon.update-check.disabled", "true");
        setUnlessSet("disable-axoniq-console-message", "true");
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
