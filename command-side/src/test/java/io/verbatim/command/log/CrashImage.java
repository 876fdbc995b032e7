package io.verbatim.command.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/// The files of a log as a crash at this moment would leave them.
final class CrashImage {

    private final Path folder;

    private CrashImage(Path folder) {
        this.folder = folder;
    }

    /// Copies the folder of a log in which nothing happens just now.
    static CrashImage of(Path live, Path target) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(live)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        return new CrashImage(target);
    }

    Path folder() {
        return folder;
    }

    Path writeAheadLog() throws IOException {
        return newest(".log");
    }

    Path newest(String extension) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(extension) && file.toFile().length() > 0)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    /// Takes bytes off the end of the write-ahead log.
    CrashImage cut(long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(writeAheadLog(), StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - bytes);
        }
        return this;
    }

    CrashImage append(byte[] bytes) throws IOException {
        Files.write(writeAheadLog(), bytes, StandardOpenOption.APPEND);
        return this;
    }

    CrashImage overwrite(long at, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(writeAheadLog(), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), at);
        }
        return this;
    }

    CrashImage flip(Path file, long at) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, at);
            one.put(0, (byte) ~one.get(0)).flip();
            channel.write(one, at);
        }
        return this;
    }

    long size() throws IOException {
        return Files.size(writeAheadLog());
    }
}
