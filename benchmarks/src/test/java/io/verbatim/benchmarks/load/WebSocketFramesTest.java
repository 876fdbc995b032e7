package io.verbatim.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketFramesTest {

    private final WebSocketFrames.Frame frame = new WebSocketFrames.Frame();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 7, 8, 13, 125, 126, 127, 65_535, 65_536})
    void shouldMaskEveryByteItWrites(int length) {
        byte[] payload = new byte[length + 2];
        new SplittableRandom(length).nextBytes(payload);
        ByteBuffer out = ByteBuffer.allocate(length + WebSocketFrames.MAX_HEADER);

        WebSocketFrames.write(out, WebSocketFrames.TEXT, payload, 1, length + 1);

        assertThat(out.get(0)).isEqualTo((byte) 0x81);
        assertThat(out.get(1) & 0x80).isEqualTo(0x80);
        int header = out.position() - length;
        byte[] unmasked = new byte[length];
        for (int i = 0; i < length; i++) {
            unmasked[i] = (byte) (out.get(header + i) ^ out.get(header - 4 + i % 4));
        }
        assertThat(unmasked).isEqualTo(Arrays.copyOfRange(payload, 1, length + 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 125, 126, 65_535, 65_536})
    void shouldReadAFrameOnlyWhenItIsWhole(int length) {
        byte[] bytes = serverFrame(length);

        for (int to : new int[] {0, 1, 2, bytes.length - 1}) {
            assertThat(WebSocketFrames.read(bytes, 0, Math.min(to, bytes.length - 1), frame))
                    .isFalse();
        }
        assertThat(WebSocketFrames.read(bytes, 0, bytes.length, frame)).isTrue();
        assertThat(frame.opcode).isEqualTo(WebSocketFrames.TEXT);
        assertThat(frame.size).isEqualTo(bytes.length);
        assertThat(frame.to - frame.from).isEqualTo(length);
    }

    @Test
    void shouldRefuseFragmentsAndMaskedFrames() {
        assertThatIllegalStateException().isThrownBy(() -> WebSocketFrames.read(new byte[] {0x01, 0}, 0, 2, frame));
        assertThatIllegalStateException()
                .isThrownBy(() -> WebSocketFrames.read(new byte[] {(byte) 0x81, (byte) 0x80}, 0, 2, frame));
    }

    private static byte[] serverFrame(int length) {
        ByteBuffer out = ByteBuffer.allocate(length + 10).put((byte) 0x81);
        if (length < 126) {
            out.put((byte) length);
        } else if (length <= 0xFFFF) {
            out.put((byte) 126).putShort((short) length);
        } else {
            out.put((byte) 127).putLong(length);
        }
        return Arrays.copyOf(out.array(), out.position() + length);
    }
}
