package io.verbatim.gateway.http.account;

import io.verbatim.api.Command;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountCommand;
import io.verbatim.api.account.BlockPerson;
import io.verbatim.api.account.UnblockPerson;
import io.verbatim.api.conversation.BlockDirectConversation;
import io.verbatim.api.conversation.ConversationAnswer;
import io.verbatim.api.conversation.UnblockDirectConversation;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.bus.RefusedException;
import io.verbatim.gateway.bus.RetriedCommands;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.http.Blocking;
import io.verbatim.gateway.limits.GatewayLimits;
import reactor.core.publisher.Mono;

/// Blocks people: the account decides, then the direct conversation of the two is told. What comes between
/// is made good
/// by a repeat, and by the command side itself.
final class Blocks {
    private final OwnAccounts accounts;
    private final RetriedCommands commands;
    private final GatewayLimits limits;
    private final Blocking blocking;

    Blocks(OwnAccounts accounts, RetriedCommands commands, GatewayLimits limits, Blocking blocking) {
        this.accounts = accounts;
        this.commands = commands;
        this.limits = limits;
        this.blocking = blocking;
    }

    /// Completes when neither can write to the other; fails with `limit-reached`.
    Mono<Void> block(Principal caller, Uid person) {
        return record(caller, new BlockPerson(caller.uid(), person), new BlockDirectConversation(caller.uid(), person));
    }

    /// Completes when the caller no longer blocks.
    Mono<Void> unblock(Principal caller, Uid person) {
        return record(
                caller, new UnblockPerson(caller.uid(), person), new UnblockDirectConversation(caller.uid(), person));
    }

    private Mono<Void> record(Principal caller, AccountCommand decision, Command notice) {
        return accounts.command(caller, decision)
                .onErrorMap(RefusedException.class, this::withLimit)
                .then(blocking.command(() -> commands.send(notice, caller.metadata(), ConversationAnswer.class)))
                .then();
    }

    private Throwable withLimit(RefusedException refused) {
        return refused.refusal().code() == RefusalCode.LIMIT_REACHED
                ? new ProblemException(Problem.of(refused.refusal()).withLimit(limits.blocks()))
                : refused;
    }
}
