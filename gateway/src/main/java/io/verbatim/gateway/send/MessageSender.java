package io.verbatim.gateway.send;

import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessageAcceptance;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessagePatch;
import io.verbatim.api.conversation.MessagePatch.Mentions;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.RecogniseMessage;
import io.verbatim.api.conversation.SendMessage;
import io.verbatim.api.vault.Handles;
import io.verbatim.api.vault.Keys;
import io.verbatim.api.vault.Sealed;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.bus.Commands;
import io.verbatim.gateway.bus.Retry;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.error.Problems;
import io.verbatim.gateway.freshness.LastTold;
import io.verbatim.gateway.input.MessageDraft;
import io.verbatim.gateway.input.MessageEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Seals messages and sends them to the command side.
public final class MessageSender {
    private final Commands commands;
    private final Retry retry;
    private final Keys keys;
    private final Handles handles;
    private final LastTold lastTold;

    public MessageSender(Commands commands, Retry retry, Keys keys, Handles handles, LastTold lastTold) {
        this.commands = commands;
        this.retry = retry;
        this.keys = keys;
        this.handles = handles;
        this.lastTold = lastTold;
    }

    /// Seals and dispatches a message, and repeats it for a while if it could not be taken in for now. May look into
    /// the vault before it returns: not for an event loop. Messages that one thread sends to one conversation get
    /// their `seq` in that order, unless one of them has to be repeated.
    ///
    /// @return durable when it completes; fails as [Commands#send] does, and with `invalid` if somebody mentioned
    ///     does not exist and this is no repeat
    public CompletionStage<MessageAcceptance> send(Principal sender, ConversationId conversation, MessageDraft draft) {
        SendMessage command;
        try {
            command = seal(sender, conversation, draft);
        } catch (ProblemException refused) {
            return recognise(sender, conversation, draft.clientMessageId(), refused);
        }
        return retry.run(() -> dispatch(sender, command));
    }

    /// Makes the command of a message: the same one for all attempts. May look into the vault.
    ///
    /// @throws ProblemException `invalid` if somebody mentioned does not exist
    public SendMessage seal(Principal sender, ConversationId conversation, MessageDraft draft) {
        String text = draft.text();
        String data = draft.data();
        return new SendMessage(
                conversation,
                sender.uid(),
                draft.clientMessageId(),
                new MessageContent(
                        text == null ? null : keys.sealMessage(sender.uid(), text),
                        data == null ? null : keys.sealMessage(sender.uid(), data),
                        uids(draft.mentions()),
                        draft.replyTo(),
                        draft.forwarded() ? true : null));
    }

    /// Seals what changes in a message. May look into the vault.
    ///
    /// @throws ProblemException `invalid` if somebody mentioned does not exist
    public MessagePatch seal(Principal sender, MessageEdit edit) {
        String text = edit.text();
        String data = edit.data();
        List<Handle> mentions = edit.mentions();
        return new MessagePatch(
                text == null ? null : keys.sealMessage(sender.uid(), text),
                data == null ? null : keys.sealMessage(sender.uid(), data),
                mentions == null ? null : new Mentions(uids(mentions)));
    }

    /// Whether an edit leaves a message as it is. May look into the vault.
    public boolean isSo(MessageEdit edit, MessageView message) {
        List<Handle> mentions = edit.mentions();
        return message.tombstone() == null
                && (edit.text() == null
                        || edit.text().equals(open(message.content().text())))
                && (edit.data() == null
                        || edit.data().equals(open(message.content().data())))
                && (mentions == null || uids(mentions).equals(message.content().mentions()));
    }

    /// The first answer to a message that is refused now, if its client message id was accepted before: whatever a
    /// repeat says. Fails with what it is refused with if it was not.
    public CompletionStage<MessageAcceptance> recognise(
            Principal sender, ConversationId conversation, String clientMessageId, ProblemException refused) {
        RecogniseMessage command = new RecogniseMessage(conversation, sender.uid(), clientMessageId);
        return retry.run(() -> dispatch(sender, command, refused));
    }

    /// One attempt of that.
    public CompletionStage<MessageAcceptance> dispatch(
            Principal sender, RecogniseMessage command, ProblemException refused) {
        return commands.send(command, sender.metadata(), MessageAcceptance.class)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        Problems.nameOf(failure) == ProblemName.NOT_FOUND ? refused : failure));
    }

    /// One attempt.
    public CompletionStage<MessageAcceptance> dispatch(Principal sender, SendMessage command) {
        return commands.send(command, sender.metadata(), MessageAcceptance.class)
                .thenApply(accepted -> {
                    lastTold.told(sender.uid(), command.conversationId(), accepted.version());
                    return accepted;
                });
    }

    private @Nullable String open(@Nullable Sealed sealed) {
        return sealed == null ? null : keys.open(sealed);
    }

    private List<Uid> uids(List<Handle> mentions) {
        List<Uid> uids = new ArrayList<>(mentions.size());
        for (Handle mention : mentions) {
            Uid uid = mention.equals(Handle.EVERYBODY) ? MessageContent.EVERYBODY : handles.find(mention);
            if (uid == null) {
                throw new ProblemException(
                        Problem.invalid("mentions", "not a member: " + mention + " (expected: members)"));
            }
            uids.add(uid);
        }
        return uids;
    }
}
