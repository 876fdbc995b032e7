package io.verbatim.standalone.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Takes requests of the command line on a Unix socket in the data folder, which only its owner can open (mode 0600).
/// One line asks (`backup <folder>`), one line answers (`ok`, or why not).
public final class ControlSocket implements SmartLifecycle {

    /// Its name in the data folder.
    static final String NAME = "control.sock";

    static final String OK = "ok";
    static final String BACKUP = "backup ";

    private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);

    private final Path socket;
    private final LiveBackup backup;
    private volatile @Nullable ServerSocketChannel server;

    public ControlSocket(Path dataFolder, LiveBackup backup) {
        this.socket = dataFolder.resolve(NAME);
        this.backup = backup;
    }

    @Override
    public void start() {
        try {
            ServerSocketChannel opened = open();
            server = opened;
            Thread.ofPlatform().name("control-socket").daemon().start(() -> accept(opened));
        } catch (IOException failed) {
            LOG.warn("No control socket at {}: no backup can be taken while this process serves", socket, failed);
        }
    }

    @Override
    public void stop() {
        ServerSocketChannel open = server;
        server = null;
        if (open != null) {
            try (open) {
                Files.deleteIfExists(socket);
            } catch (IOException failed) {
                LOG.warn("The control socket {} stays behind", socket, failed);
            }
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    /// Bound in a private folder first, so that nobody else can ever open it; a socket of a dead process is replaced.
    private ServerSocketChannel open() throws IOException {
        Path hidden = Files.createTempDirectory(socket.getParent(), ".c");
        Path bound = hidden.resolve("s");
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(bound));
            Files.setPosixFilePermissions(bound, PosixFilePermissions.fromString("rw-------"));
            Files.move(bound, socket, StandardCopyOption.ATOMIC_MOVE);
            return channel;
        } catch (IOException failed) {
            channel.close();
            throw failed;
        } finally {
            Files.deleteIfExists(bound);
            Files.delete(hidden);
        }
    }

    private void accept(ServerSocketChannel open) {
        while (open.isOpen()) {
            try {
                SocketChannel client = open.accept();
                Thread.ofVirtual().name("control-request").start(() -> serve(client));
            } catch (ClosedChannelException stopped) {
                return;
            } catch (IOException failed) {
                LOG.warn("A request on {} was lost", socket, failed);
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(Channels.newInputStream(client), StandardCharsets.UTF_8));
                Writer out = Channels.newWriter(client, StandardCharsets.UTF_8)) {
            String request = in.readLine();
            if (request != null) {
                out.write(answer(request).replace('\n', ' ') + "\n");
            }
        } catch (IOException gone) {
            LOG.warn("Who asked on {} is gone", socket, gone);
        }
    }

    private String answer(String request) {
        if (!request.startsWith(BACKUP)) {
            return "request: " + request + " (expected: " + BACKUP + "<folder>)";
        }
        try {
            Path folder = Path.of(request.substring(BACKUP.length()));
            backup.into(folder);
            LOG.info("Backed up to {}", folder);
            return OK;
        } catch (RefusedException refused) {
            return refused.reason();
        } catch (IOException | RuntimeException failed) {
            LOG.error("The backup failed", failed);
            return "the backup failed: " + failed;
        }
    }
}
