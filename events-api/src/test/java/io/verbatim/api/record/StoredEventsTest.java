package io.verbatim.api.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Event;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountDeleted;
import io.verbatim.api.account.AccountEvent;
import io.verbatim.api.account.AccountRegistered;
import io.verbatim.api.account.DeviceSignedIn;
import io.verbatim.api.account.DeviceSignedOut;
import io.verbatim.api.account.DisplayNameChanged;
import io.verbatim.api.account.LastSeenVisibility;
import io.verbatim.api.account.LastSeenVisibilityChanged;
import io.verbatim.api.account.PasswordChanged;
import io.verbatim.api.account.PersonBlocked;
import io.verbatim.api.account.PersonUnblocked;
import io.verbatim.api.conversation.ConversationCleared;
import io.verbatim.api.conversation.ConversationEvent;
import io.verbatim.api.conversation.ConversationSettings;
import io.verbatim.api.conversation.ConversationSettingsChanged;
import io.verbatim.api.conversation.DirectConversationBlocked;
import io.verbatim.api.conversation.DirectConversationLeft;
import io.verbatim.api.conversation.DirectConversationOpened;
import io.verbatim.api.conversation.DirectConversationUnblocked;
import io.verbatim.api.conversation.GroupCreated;
import io.verbatim.api.conversation.GroupRetitled;
import io.verbatim.api.conversation.MemberLeft;
import io.verbatim.api.conversation.MemberRole;
import io.verbatim.api.conversation.MemberRolesChanged;
import io.verbatim.api.conversation.MembersAdded;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageDeleted;
import io.verbatim.api.conversation.MessageEdited;
import io.verbatim.api.conversation.MessageHidden;
import io.verbatim.api.conversation.MessagePatch;
import io.verbatim.api.conversation.MessagePatch.Mentions;
import io.verbatim.api.conversation.MessageReacted;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.ReceiptsRecorded;
import io.verbatim.api.presence.CameOnline;
import io.verbatim.api.presence.GatewayEvent;
import io.verbatim.api.presence.GatewayLost;
import io.verbatim.api.presence.PresenceEvent;
import io.verbatim.api.presence.SessionClosed;
import io.verbatim.api.presence.SessionOpened;
import io.verbatim.api.presence.WentOffline;
import io.verbatim.api.vault.Sealed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The stored shapes, frozen. A golden file that no longer fits is a stop: a log cannot forget, so the way
/// is a new
/// revision with a golden file of its own, and an upcaster.
class StoredEventsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Uid ANA = new Uid("0123456789abcdef");
    private static final Uid BOB = new Uid("ghijklmnopqrstuv");
    private static final Sealed SEALED =
            new Sealed("k7", new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, new byte[] {(byte) 0xff, 0, 0x7f});

    /// What each golden file says: `name.revision[.variant]`.
    private static final DeviceId PHONE = DeviceId.of("Phone_1");
    private static final Instant AT = Instant.parse("2026-11-24T12:00:00.123Z");

    static final Map<String, Event> SAMPLES = Map.ofEntries(
            entry("conversation-cleared.1", new ConversationCleared(2, BOB, 4_294_967_296L)),
            entry(
                    "conversation-settings-changed.1",
                    new ConversationSettingsChanged(
                            2, BOB, new ConversationSettings(true, Instant.parse("2026-11-25T03:00:00.123Z"), true))),
            entry(
                    "conversation-settings-changed.1.default",
                    new ConversationSettingsChanged(1, ANA, ConversationSettings.DEFAULT)),
            entry("message-deleted.1", new MessageDeleted(4_294_967_296L, 1, ANA)),
            entry(
                    "message-edited.1",
                    new MessageEdited(7, 1, ANA, new MessagePatch(SEALED, SEALED, new Mentions(List.of(BOB))))),
            entry(
                    "message-edited.1.unmentioned",
                    new MessageEdited(7, 1, ANA, new MessagePatch(null, null, new Mentions(List.of())))),
            entry("message-edited.1.text", new MessageEdited(7, 1, ANA, MessagePatch.text(SEALED))),
            entry("message-hidden.1", new MessageHidden(7, 2, BOB)),
            entry("message-reacted.1", new MessageReacted(7, 2, BOB, "\u2764\ufe0f", true)),
            entry("message-reacted.1.taken-away", new MessageReacted(7, 2, BOB, "\u2764\ufe0f", false)),
            entry("account-deleted.1", new AccountDeleted()),
            entry("account-registered.1", new AccountRegistered("credential", SEALED)),
            entry("display-name-changed.1", new DisplayNameChanged(SEALED)),
            entry("last-seen-visibility-changed.1", new LastSeenVisibilityChanged(LastSeenVisibility.CONTACTS)),
            entry("password-changed.1", new PasswordChanged("credential")),
            entry("person-blocked.1", new PersonBlocked(BOB)),
            entry("person-unblocked.1", new PersonUnblocked(BOB)),
            entry("direct-conversation-blocked.1", new DirectConversationBlocked(2, List.of(ANA, BOB))),
            entry("direct-conversation-unblocked.1", new DirectConversationUnblocked(2, List.of(ANA, BOB))),
            entry("direct-conversation-left.1", new DirectConversationLeft(1, List.of(ANA, BOB))),
            entry("group-created.1", new GroupCreated(SEALED, List.of(ANA, BOB))),
            entry("group-retitled.1", new GroupRetitled(2, BOB, SEALED, 7)),
            entry("members-added.1", new MembersAdded(ANA, 3, List.of(BOB, ANA), MemberRole.MEMBER, 7, 4)),
            entry("member-left.1", new MemberLeft(2, BOB, ANA, 7, 1)),
            entry(
                    "member-roles-changed.1",
                    new MemberRolesChanged(
                            ANA, List.of(2, 1), List.of(BOB, ANA), List.of(MemberRole.OWNER, MemberRole.ADMIN), 7, 2)),
            entry("device-signed-in.1", new DeviceSignedIn(DeviceId.of("Phone_1"), SEALED)),
            entry("device-signed-in.1.unnamed", new DeviceSignedIn(DeviceId.of("Phone_1"), null)),
            entry("device-signed-out.1", new DeviceSignedOut(DeviceId.of("Phone_1"))),
            entry("direct-conversation-opened.1", new DirectConversationOpened(2, List.of(ANA, BOB))),
            entry(
                    "message-sent.1",
                    new MessageSent(
                            4_294_967_296L,
                            1,
                            ANA,
                            "0d5a4a8e-6d8c-4c6c-9f0e-0a1b2c3d4e5f",
                            new MessageContent(SEALED, SEALED, List.of(BOB, ANA), 3L, true))),
            entry(
                    "message-sent.1.text",
                    new MessageSent(1, 2, BOB, "0d5a4a8e-6d8c-4c6c-9f0e-0a1b2c3d4e5f", MessageContent.text(SEALED))),
            entry("session-opened.1", new SessionOpened(PHONE, "gateway-1")),
            entry("session-closed.1", new SessionClosed(PHONE, "gateway-1", AT)),
            entry("came-online.1", new CameOnline()),
            entry("went-offline.1", new WentOffline(AT)),
            entry("gateway-lost.1", new GatewayLost(AT)),
            entry(
                    "receipts-recorded.1.former",
                    new ReceiptsRecorded(List.of(2, 1), List.of(7L, 0L), List.of(5L, 0L), List.of(BOB))),
            entry("receipts-recorded.1", new ReceiptsRecorded(List.of(2, 1), List.of(7L, 0L), List.of(5L, 0L))));

    static final List<String> GOLDEN_FILES = SAMPLES.keySet().stream().sorted().toList();

    private final EventPayloads underTest = new EventPayloads();

    @ParameterizedTest
    @FieldSource("GOLDEN_FILES")
    void shouldReadWhatIsStored(String file) throws Exception {
        assertThat(underTest.read(stored(file, bytes(file)))).isEqualTo(SAMPLES.get(file));
    }

    @ParameterizedTest
    @FieldSource("GOLDEN_FILES")
    void shouldWriteBackWhatItRead(String file) throws Exception {
        Event read = underTest.read(stored(file, bytes(file)));

        assertThat(new String(underTest.write(read), UTF_8)).isEqualTo(new String(bytes(file), UTF_8));
    }

    @Test
    void shouldHaveASampleForEveryGoldenFile() throws Exception {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json")))
                    .allMatch(name -> SAMPLES.containsKey(name.substring(0, name.length() - ".json".length())));
        }
    }

    @ParameterizedTest
    @MethodSource("subtypes")
    void shouldHaveAGoldenFileOfEveryEvent(Class<?> subtype) {
        EventType type = EventTypes.of(subtype);

        assertThat(GOLDEN.resolve(type.name() + "." + type.revision() + ".json"))
                .exists();
        assertThat(EventTypes.named(type.name())).isEqualTo(type);
    }

    @Test
    void shouldListNothingButTheSealedUnions() {
        assertThat(EventTypes.ALL)
                .extracting(EventType::payload)
                .containsExactlyInAnyOrderElementsOf(subtypes()
                        .<Class<? extends Event>>map(type -> type.asSubclass(Event.class))
                        .toList());
    }

    @Test
    void shouldIgnoreWhatAnOlderProgramDoesNotKnow() {
        byte[] newer = "{\"device\":\"Phone_1\",\"reason\":\"lost\"}".getBytes(UTF_8);

        assertThat(underTest.read(stored("device-signed-out.1", newer))).isEqualTo(SAMPLES.get("device-signed-out.1"));
    }

    private static Stream<Class<?>> subtypes() {
        return Stream.of(AccountEvent.class, ConversationEvent.class, PresenceEvent.class, GatewayEvent.class)
                .flatMap(union -> Stream.of(union.getPermittedSubclasses()));
    }

    private static byte[] bytes(String file) throws Exception {
        return Files.readString(GOLDEN.resolve(file + ".json")).strip().getBytes(UTF_8);
    }

    private static EventRecord stored(String file, byte[] payload) {
        String[] parts = file.split("\\.");
        return new EventRecord(
                1,
                Instant.EPOCH,
                new UUID(0, 0),
                parts[0],
                Integer.parseInt(parts[1]),
                "account:" + ANA,
                "account",
                0,
                new TreeMap<>(),
                payload);
    }
}
