package io.verbatim.standalone.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.api.backup.Checkpointed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

    @TempDir
    Path temp;

    private Path data;
    private Path folder;
    private final List<String> copied = new ArrayList<>();
    private final List<Path> renewed = new ArrayList<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private ControlSocket socket;
    private @Nullable DataFolder served;
    private BackupCommands underTest;

    @BeforeEach
    void makeData() throws Exception {
        data = temp.resolve("data");
        folder = temp.resolve("backup");
        store("log", "events");
        store("vault", "keys");
        socket = new ControlSocket(data, new LiveBackup(List.of(new Store("vault"), new Store("log"))));
        underTest = new BackupCommands(data, renewed::add, new PrintStream(said, true));
    }

    @AfterEach
    void stop() throws Exception {
        socket.stop();
        if (served != null) {
            served.close();
        }
    }

    @Test
    void shouldAskTheServingProcess() throws Exception {
        serve();
        underTest.backup(folder);

        assertThat(copied).containsExactly("log", "vault");
        assertThat(said.toString()).contains("while it is served");
        assertThat(folder.resolve("log/content")).hasContent("events as served");
        assertThat(folder.resolve("vault/content")).hasContent("keys as served");
        assertThat(permissions(folder)).isEqualTo("rwx------");
    }

    @Test
    void shouldCopyTheFoldersWhenNobodyServes() throws Exception {
        underTest.backup(folder);

        assertThat(copied).isEmpty();
        assertThat(folder.resolve("log/content")).hasContent("events");
        assertThat(folder.resolve("vault/deep/content")).hasContent("keys");
    }

    @Test
    void shouldCopyTheFoldersWhenTheServingProcessWasKilled() throws Exception {
        Files.createFile(data.resolve(ControlSocket.NAME));
        underTest.backup(folder);

        assertThat(folder.resolve("log/content")).hasContent("events");
    }

    @Test
    void shouldOnlyBackUpIntoANewOrEmptyFolder() throws Exception {
        Files.createDirectories(folder);
        underTest.backup(folder);

        assertRefused(() -> underTest.backup(folder), "backup folder: " + folder + " is not empty");
        socket.start();
        assertRefused(() -> underTest.backup(folder), "backup folder: " + folder + " is not empty");
    }

    @Test
    void shouldSayWhatWentWrongInTheServingProcess() throws Exception {
        socket = new ControlSocket(data, new LiveBackup(List.of(new Store("log"), new FailingStore())));
        socket.start();

        assertRefused(() -> underTest.backup(folder), "the backup failed: java.io.IOException: the disk is full");
        assertThat(Folders.children(folder)).isEmpty();
    }

    @Test
    void shouldNotCopyWhatAProcessHoldsThatCannotBeAsked() throws Exception {
        try (DataFolder held = DataFolder.serve(data)) {
            assertRefused(() -> underTest.backup(folder), "data: " + data + " is in use by another process");
        }
    }

    @Test
    void shouldRefuseToBackUpNothing() {
        underTest = new BackupCommands(temp.resolve("nothing"), renewed::add, System.out);

        assertRefused(() -> underTest.backup(folder), "data: nothing in " + temp.resolve("nothing"));
    }

    @Test
    void shouldGiveBackWhatWasBackedUpUnderANewEpoch() throws Exception {
        underTest.backup(folder);
        Path elsewhere = temp.resolve("elsewhere");
        new BackupCommands(elsewhere, renewed::add, System.out).restore(folder);

        assertThat(elsewhere.resolve("log/content")).hasContent("events");
        assertThat(elsewhere.resolve("vault/deep/content")).hasContent("keys");
        assertThat(elsewhere.resolve(".restoring")).doesNotExist();
        assertThat(permissions(elsewhere)).isEqualTo("rwx------");
        assertThat(renewed).containsExactly(elsewhere.resolve("log"));
        DataFolder.serve(elsewhere).close();
    }

    @Test
    void shouldNotOverwriteData() throws Exception {
        underTest.backup(folder);

        assertRefused(() -> underTest.restore(folder), "data: " + data + " is not empty");
        assertThat(data.resolve("log/content")).hasContent("events");
    }

    @Test
    void shouldNotRestoreUnderAServingProcess() throws Exception {
        underTest.backup(folder);
        Path served = temp.resolve("served");
        try (DataFolder held = DataFolder.serve(served)) {
            BackupCommands restore = new BackupCommands(served, renewed::add, System.out);
            assertRefused(() -> restore.restore(folder), "data: " + served + " is in use by another process");
        }
    }

    @Test
    void shouldNotRestoreWhatWasNotFinished() throws Exception {
        underTest.backup(folder);
        Files.delete(folder.resolve("verbatim-backup"));

        assertRefused(() -> underTest.restore(folder), "backup: " + folder + " is none, or was not finished");
        assertRefused(() -> underTest.restore(temp.resolve("none")), "is none, or was not finished");
    }

    @Test
    void shouldNotRestoreAnotherFormat() throws Exception {
        underTest.backup(folder);
        Files.writeString(folder.resolve("verbatim-backup"), "format 2\n");

        assertRefused(() -> underTest.restore(folder), "backup: format 2 (expected: format 1)");
    }

    @Test
    void shouldServeAnInterruptedRestoreOnlyOnceItIsRepeated() throws Exception {
        underTest.backup(folder);
        Path elsewhere = temp.resolve("elsewhere");
        BackupCommands interrupted = new BackupCommands(
                elsewhere,
                log -> {
                    throw new IOException("interrupted");
                },
                System.out);
        assertThatThrownBy(() -> interrupted.restore(folder)).hasMessage("interrupted");
        assertThatThrownBy(() -> DataFolder.serve(elsewhere)).hasMessageContaining("is half restored");

        new BackupCommands(elsewhere, renewed::add, System.out).restore(folder);
        DataFolder.serve(elsewhere).close();
        assertThat(elsewhere.resolve("log/content")).hasContent("events");
    }

    @Test
    void shouldBeOpenToItsOwnerOnlyAndGoneAfterwards() throws Exception {
        socket.start();
        assertThat(permissions(data.resolve(ControlSocket.NAME))).isEqualTo("rw-------");
        assertThat(Folders.children(data)).hasSize(3);

        socket.stop();
        assertThat(Folders.children(data)).hasSize(2);
        assertThat(ControlClient.ask(data, "backup " + folder)).isNull();
    }

    @Test
    void shouldReplaceTheSocketOfADeadProcess() throws Exception {
        Files.createFile(data.resolve(ControlSocket.NAME));
        socket.start();

        assertThat(ControlClient.ask(data, "backup " + folder)).isEqualTo("ok");
    }

    @Test
    void shouldRefuseOtherRequests() throws Exception {
        socket.start();

        assertThat(ControlClient.ask(data, "restore /")).isEqualTo("request: restore / (expected: backup <folder>)");
    }

    @Test
    void shouldNeedBothStores() {
        assertThatThrownBy(() -> new LiveBackup(List.of(new Store("vault"))))
                .hasMessage("stores: [vault] (expected: [log, vault])");
    }

    private void serve() throws IOException {
        served = DataFolder.serve(data);
        socket.start();
    }

    private void store(String name, String content) throws IOException {
        Path deep = Files.createDirectories(data.resolve(name).resolve("deep"));
        Files.writeString(deep.resolve("content"), content);
        Files.writeString(data.resolve(name).resolve("content"), content);
        Files.createFile(data.resolve(name).resolve("LOCK"));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void assertRefused(ThrowingCallable call, String reason) {
        assertThatThrownBy(call).isInstanceOf(RefusedException.class).hasMessageContaining(reason);
    }

    private final class Store implements Checkpointed {

        private final String name;

        Store(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void checkpoint(Path target) throws IOException {
            copied.add(name);
            Files.createDirectory(target);
            String content = Files.readString(data.resolve(name).resolve("content"));
            Files.writeString(target.resolve("content"), content + " as served");
        }
    }

    private static final class FailingStore implements Checkpointed {

        @Override
        public String name() {
            return "vault";
        }

        @Override
        public void checkpoint(Path target) throws IOException {
            throw new IOException("the disk is full");
        }
    }
}
