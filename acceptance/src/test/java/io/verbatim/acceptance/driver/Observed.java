package io.verbatim.acceptance.driver;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Something that one device did, or saw. Together, in the order in which they were noted, they are the history that is
/// judged.
sealed interface Observed {

    /// The device, as `user/device`.
    String device();

    /// A message was handed to a connection, or to a POST (then the connection is empty).
    ///
    /// @param repeat whether it was sent before, perhaps with another text
    record Sent(
            String device, String connection, String conversation, String clientMessageId, String text, boolean repeat)
            implements Observed {}

    /// A message was acknowledged.
    record Accepted(
            String device,
            String conversation,
            String clientMessageId,
            String messageId,
            long seq,
            String sentAt,
            long version)
            implements Observed {}

    /// A receipt was acknowledged: what is asked for holds.
    record ReceiptAccepted(String device, String conversation, String kind, long upTo) implements Observed {}

    /// A receipt was handed over; perhaps nobody got it.
    record ReceiptAsked(String device, String conversation, String kind, long upTo) implements Observed {}

    /// A change of something that is there was asked for; perhaps nobody got it.
    ///
    /// @param seq the message that it is about, or through which it goes
    /// @param value the new text, the emoji, or the time until which; else empty
    record ChangeAsked(String device, String conversation, Change change, long seq, String value) implements Observed {}

    /// A change was acknowledged.
    record ChangeAccepted(String device, String conversation, Change change, long seq, String value, long version)
            implements Observed {}

    /// Something was refused for good, which may be right.
    ///
    /// @param problem what was answered
    record Refused(String device, String conversation, String what, String problem) implements Observed {}

    /// A change of a group was asked for; perhaps nobody got it.
    ///
    /// @param people whom it is about
    /// @param value the new title, or the role; else empty
    record GroupAsked(String device, String conversation, GroupAction action, List<String> people, String value)
            implements Observed {}

    /// A change of a group was acknowledged.
    record GroupAccepted(
            String device, String conversation, GroupAction action, List<String> people, String value, long version)
            implements Observed {}

    /// An event came on a connection.
    record Told(String device, String connection, String event, JsonNode data) implements Observed {}

    /// A page of messages was read.
    ///
    /// @param atLeast the version that the read named, 0: none
    record Read(String device, String conversation, long atLeast, JsonNode page) implements Observed {}

    /// What somebody who may not know of a conversation was answered.
    record Probed(String device, String conversation, int status) implements Observed {}

    /// Something that must never be answered: a fault, an unknown problem, a close without a reason.
    record Unexpected(String device, String what) implements Observed {}

    /// A device, after everything had come to rest: what it holds, and what it is answered.
    ///
    /// @param held the messages that its copy has
    /// @param pages all messages that it can read
    /// @param entry the conversation in its inbox
    /// @param receipts everybody's watermarks
    /// @param heldReceipts the watermarks that its copy has
    record AtRest(
            String device,
            String conversation,
            Set<JsonNode> held,
            Set<JsonNode> pages,
            JsonNode entry,
            JsonNode receipts,
            Watermarks heldReceipts)
            implements Observed {}

    /// What a device found of a word, after everything had come to rest.
    record Found(String device, String word, List<JsonNode> messages) implements Observed {}

    /// The same of what its user has set for itself.
    record SettingsAtRest(String device, String conversation, Settings held) implements Observed {}

    /// Somebody asked to block the other of a direct conversation, or to block it no longer.
    record BlockAsked(String device, String conversation, String other, boolean on) implements Observed {}

    /// That was acknowledged.
    record BlockAccepted(String device, String conversation, String other, boolean on) implements Observed {}

    /// The views have it: who types now is not passed on any more.
    record BlockShown(String device, String conversation) implements Observed {}

    /// Which conversations the inbox of a device has, when all was quiet.
    record InboxAtRest(String device, Set<String> conversations) implements Observed {}

    /// Whether somebody is online, when all was quiet.
    ///
    /// @param expected by its sockets, and by who may see whom
    /// @param told to the device, on its connection
    /// @param answered to the device
    record PresenceAtRest(String device, String person, String expected, String told, String answered)
            implements Observed {}

    /// The same of a group.
    ///
    /// @param notices all that stand between the messages of its pages
    /// @param members who is in it, page by page
    /// @param held what its copy says of the group
    record GroupAtRest(
            String device, String conversation, Set<JsonNode> notices, List<JsonNode> members, GroupCopy.State held)
            implements Observed {}
}
