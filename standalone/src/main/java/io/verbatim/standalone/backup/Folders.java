package io.verbatim.standalone.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Folders of files, durably.
final class Folders {

    private Folders() {}

    static boolean isAbsentOrEmpty(Path folder) throws IOException {
        return Files.notExists(folder)
                || (Files.isDirectory(folder) && children(folder).isEmpty());
    }

    static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }

    /// Makes the folder, if it is not there, and gives it to its owner alone.
    static void makePrivate(Path folder) throws IOException {
        Files.createDirectories(folder);
        var posix = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        if (posix != null) {
            posix.setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
    }

    /// Copies all files of a folder into one that does not exist yet.
    static void copy(Path from, Path to) throws IOException {
        makePrivate(to);
        for (Path child : children(from)) {
            Path copy = to.resolve(child.getFileName());
            if (Files.isDirectory(child)) {
                copy(child, copy);
            } else {
                Files.copy(child, copy);
            }
        }
    }

    /// Syncs all files of a folder, and itself.
    static void sync(Path folder) throws IOException {
        for (Path child : children(folder)) {
            if (Files.isDirectory(child)) {
                sync(child);
            } else {
                force(child);
            }
        }
        force(folder);
    }

    static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Deletes everything in a folder.
    static void clear(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            if (!path.equals(folder)) {
                Files.delete(path);
            }
        }
    }
}
