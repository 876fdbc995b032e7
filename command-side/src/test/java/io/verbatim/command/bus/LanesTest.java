package io.verbatim.command.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LanesTest {

    private final Lanes lanes = new Lanes(3, 1_000);

    @AfterEach
    void close() {
        lanes.close();
    }

    @Test
    void shouldRunTheTasksOfOneAggregateInOrder() throws Exception {
        List<Integer> ran = new ArrayList<>(); // only ever touched by one lane
        CountDownLatch done = new CountDownLatch(500);
        for (int n = 0; n < 500; n++) {
            int task = n;
            assertThat(lanes.offer("conversation:x", () -> {
                        ran.add(task);
                        done.countDown();
                    }))
                    .isTrue();
        }
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ran)
                .containsExactlyElementsOf(IntStream.range(0, 500).boxed().toList());
    }

    @Test
    void shouldSpreadAggregatesOverTheLanes() throws Exception {
        ConcurrentHashMap<String, Integer> threads = new ConcurrentHashMap<>();
        CountDownLatch done = new CountDownLatch(300);
        for (int n = 0; n < 300; n++) {
            lanes.offer("conversation:" + n, () -> {
                threads.merge(Thread.currentThread().getName(), 1, Integer::sum);
                done.countDown();
            });
        }
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(threads)
                .hasSize(3)
                .allSatisfy((lane, tasks) -> assertThat(tasks).isGreaterThan(30));
    }

    @Test
    void shouldTakeNoMoreThanTheLimit() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        lanes.offer("a", () -> {
            started.countDown();
            await(release);
        });
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        for (int n = 0; n < 1_000; n++) {
            assertThat(lanes.offer("a", () -> {})).isTrue();
        }
        assertThat(lanes.offer("a", () -> {})).isFalse();
        release.countDown();
    }

    @Test
    void shouldGoOnAfterAFault() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        lanes.offer("a", () -> {
            throw new IllegalStateException("a planted fault");
        });
        lanes.offer("a", done::countDown);
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldRunOnEachLaneBehindWhatWaitsThere() throws Exception {
        AtomicInteger before = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        for (int n = 0; n < 90; n++) {
            lanes.offer("conversation:" + n, before::incrementAndGet);
        }
        lanes.onEach(seen::incrementAndGet).toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(seen).hasValue(3);
        assertThat(before).hasValue(90);
    }

    @Test
    void shouldRunWhatIsWaitingBeforeItCloses() {
        AtomicInteger ran = new AtomicInteger();
        for (int n = 0; n < 900; n++) {
            lanes.offer("a" + n, ran::incrementAndGet);
        }
        lanes.close();
        assertThat(ran).hasValue(900);
        assertThat(lanes.offer("a", () -> {})).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
