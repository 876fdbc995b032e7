package io.verbatim.standalone.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Asks the process that serves a data folder.
final class ControlClient {

    private ControlClient() {}

    /// Its answer to one line, or null if no process serves the folder.
    static @Nullable String ask(Path dataFolder, String request) throws IOException {
        Path socket = dataFolder.resolve(ControlSocket.NAME);
        if (Files.notExists(socket)) {
            return null;
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            Writer out = Channels.newWriter(channel, StandardCharsets.UTF_8);
            out.write(request + "\n");
            out.flush();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
            String answer = in.readLine();
            return answer == null ? "the serving process ended without an answer" : answer;
        } catch (ConnectException dead) {
            return null;
        }
    }
}
