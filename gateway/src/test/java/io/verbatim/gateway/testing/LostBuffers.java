package io.verbatim.gateway.testing;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Fails each test class in which the server dropped a buffer of Netty's and did not give it back. Every test runs
/// with it, and with `io.netty.leakDetection.level=paranoid`. The tests' own client does not count: it drops the bodies
/// that no test looks at.
public final class LostBuffers implements BeforeAllCallback, AfterAllCallback {
    // only the client unpacks bodies
    private static final List<String> CLIENT = List.of(".HttpClient", ".HttpContentDecoder");
    private static final ConcurrentLinkedQueue<String> FOUND = new ConcurrentLinkedQueue<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        ByteBufUtil.setLeakListener((type, records) -> {
            if (CLIENT.stream().noneMatch(records::contains)) {
                FOUND.add(type + records);
            }
        });
    }

    @Override
    public void afterAll(ExtensionContext context) {
        List<String> lost = look();
        if (!lost.isEmpty()) {
            throw new AssertionError("buffers: " + lost.size() + " lost (expected: none)" + lost);
        }
    }

    /// Takes what was lost so far.
    static List<String> look() {
        // what the first collection has found is told before the second is through
        collect();
        collect();
        // the detector looks when it is given one more
        UnpooledByteBufAllocator.DEFAULT.directBuffer(1).release();
        List<String> lost = new ArrayList<>();
        for (String one = FOUND.poll(); one != null; one = FOUND.poll()) {
            lost.add(one);
        }
        return lost;
    }

    private static void collect() {
        ReferenceQueue<Object> told = new ReferenceQueue<>();
        Reference<Object> unreachable = new WeakReference<>(new Object(), told);
        Eventually.that(() -> {
            System.gc();
            return told.poll() == unreachable;
        });
    }
}
