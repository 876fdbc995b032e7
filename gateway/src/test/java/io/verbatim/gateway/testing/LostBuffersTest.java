package io.verbatim.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;

class LostBuffersTest {
    @Test
    void shouldFindABufferThatWasNotGivenBack() {
        lose();
        assertThat(LostBuffers.look()).hasSize(1).allMatch(lost -> lost.contains("planted"));
        assertThat(LostBuffers.look()).isEmpty();
    }

    @Test
    void shouldFindNothingElse() {
        PooledByteBufAllocator.DEFAULT.buffer(16).release();
        assertThat(LostBuffers.look()).isEmpty();
    }

    private static void lose() {
        ByteBuf buffer = PooledByteBufAllocator.DEFAULT.buffer(16);
        buffer.touch("planted");
    }
}
