package io.verbatim.gateway.http.conversation;

import io.verbatim.api.vault.Erasures;
import io.verbatim.api.vault.Handles;
import io.verbatim.api.vault.Keys;
import io.verbatim.gateway.bus.Queries;
import io.verbatim.gateway.bus.RetriedCommands;
import io.verbatim.gateway.cursor.Cursors;
import io.verbatim.gateway.freshness.LastTold;
import io.verbatim.gateway.http.Blocking;
import io.verbatim.gateway.http.account.People;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.receipts.ReceiptsCoalescer;
import io.verbatim.gateway.send.MessageSender;
import io.verbatim.gateway.typing.TypingRelay;
import io.verbatim.gateway.wire.Replies;
import io.verbatim.gateway.wire.WireMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Conversations, messages, receipts and the inbox over HTTP.
@Configuration(proxyBeanMethods = false)
public class ConversationHttpConfiguration {
    @Bean
    Sides conversationSides(
            RetriedCommands commands,
            Queries queries,
            Blocking blocking,
            LastTold lastTold,
            WireMapper wire,
            People people,
            GatewayLimits limits) {
        return new Sides(commands, queries, blocking, lastTold, wire, new Users(people, wire), limits);
    }

    @Bean
    Quoted quotedMessages(Replies replies, Blocking blocking) {
        return new Quoted(replies, blocking);
    }

    @Bean
    ConversationRoutes conversationRoutes(
            Sides sides,
            Handles handles,
            Erasures erasures,
            People people,
            Blocking blocking,
            GroupCandidates candidates,
            Keys keys) {
        return new ConversationRoutes(sides, new DirectPartners(handles, erasures, people, blocking), candidates, keys);
    }

    @Bean
    GroupCandidates groupCandidates(Handles handles, Erasures erasures, People people, Sides sides) {
        return new GroupCandidates(handles, erasures, people, sides);
    }

    @Bean
    GroupRoutes groupRoutes(Sides sides, GroupCandidates candidates, Keys keys) {
        return new GroupRoutes(sides, candidates, keys);
    }

    @Bean
    MessageRoutes messageRoutes(Sides sides, MessageSender sender, Quoted quoted) {
        return new MessageRoutes(sides, sender, quoted);
    }

    @Bean
    MessageChangeRoutes messageChangeRoutes(Sides sides, MessageSender sender) {
        return new MessageChangeRoutes(sides, sender);
    }

    @Bean
    ReactionRoutes reactionRoutes(Sides sides) {
        return new ReactionRoutes(sides);
    }

    @Bean
    ChoiceRoutes choiceRoutes(Sides sides) {
        return new ChoiceRoutes(sides);
    }

    @Bean
    ReceiptRoutes receiptRoutes(Sides sides, ReceiptsCoalescer receipts) {
        return new ReceiptRoutes(sides, receipts);
    }

    @Bean
    TypingRoutes typingRoutes(TypingRelay typing, Blocking blocking) {
        return new TypingRoutes(typing, blocking);
    }

    @Bean
    SearchRoutes searchRoutes(Sides sides, Quoted quoted) {
        return new SearchRoutes(sides, quoted);
    }

    @Bean
    InboxRoutes inboxRoutes(Sides sides, Quoted quoted, Cursors cursors) {
        return new InboxRoutes(sides, quoted, cursors);
    }
}
