package io.verbatim.query;

import io.micrometer.core.instrument.MeterRegistry;
import io.verbatim.api.AtLeast;
import io.verbatim.api.conversation.FindGroups;
import io.verbatim.api.conversation.Groups;
import io.verbatim.api.live.LogEpoch;
import io.verbatim.api.live.SyncedEvents;
import io.verbatim.api.vault.Handles;
import io.verbatim.api.vault.Keys;
import io.verbatim.query.account.AccountChangeProjection;
import io.verbatim.query.account.AccountChanges;
import io.verbatim.query.answers.ViewAnswers;
import io.verbatim.query.conversation.AmendmentProjection;
import io.verbatim.query.conversation.ChangesQueryHandler;
import io.verbatim.query.conversation.ConversationQueryHandler;
import io.verbatim.query.conversation.ConversationReader;
import io.verbatim.query.conversation.HeadProjection;
import io.verbatim.query.conversation.HiddenProjection;
import io.verbatim.query.conversation.InboxQueryHandler;
import io.verbatim.query.conversation.MembersProjection;
import io.verbatim.query.conversation.MessageInfoQueryHandler;
import io.verbatim.query.conversation.MessageQueryHandler;
import io.verbatim.query.conversation.MovesProjection;
import io.verbatim.query.conversation.NoticesProjection;
import io.verbatim.query.conversation.ReceiptsProjection;
import io.verbatim.query.conversation.ReceiptsQueryHandler;
import io.verbatim.query.conversation.RedactionProjection;
import io.verbatim.query.conversation.TimelineProjection;
import io.verbatim.query.conversation.TimelineQueryHandler;
import io.verbatim.query.documents.Documents;
import io.verbatim.query.live.LiveProperties;
import io.verbatim.query.live.LiveRouter;
import io.verbatim.query.live.Memberships;
import io.verbatim.query.names.NamesExpunging;
import io.verbatim.query.names.NamesProjection;
import io.verbatim.query.names.SearchQueryHandler;
import io.verbatim.query.presence.LastSeenProjection;
import io.verbatim.query.presence.LostGatewaysProjection;
import io.verbatim.query.presence.PresenceQueryHandler;
import io.verbatim.query.presence.SessionsProjection;
import io.verbatim.query.profile.AccountQueryHandler;
import io.verbatim.query.profile.BlocksProjection;
import io.verbatim.query.profile.OwnAccountProjection;
import io.verbatim.query.profile.PartnersProjection;
import io.verbatim.query.profile.ProfileProjection;
import io.verbatim.query.profile.ProfileQueryHandler;
import io.verbatim.query.profile.RelationsQueryHandler;
import io.verbatim.query.projection.Progress;
import io.verbatim.query.projection.Projection;
import io.verbatim.query.projection.ProjectionRunner;
import io.verbatim.query.projection.Views;
import io.verbatim.query.projection.ViewsLog;
import io.verbatim.query.projection.ViewsProperties;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/// The read side: folds the views, answers queries, and routes live events.
///
/// Needs the log (as `StreamableMessageSource`, [SyncedEvents] and [LogEpoch]), a [QueryBus], a
/// [MeterRegistry], the vault's [Keys] and [Handles], and [Documents]: an assembly imports
/// [RocksViewsConfiguration] or
/// [MongoViewsConfiguration]. Gives a [io.verbatim.api.live.LiveFeed], and a
/// [io.verbatim.query.projection.ViewsHealth].
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LiveProperties.class, ViewsProperties.class})
public class QuerySideConfiguration {

    private static final Duration NAMES_EXPUNGED = Duration.ofHours(1);

    /// In the order in which documents are written: what a head points to is there before it.
    public static List<Projection<?>> projections(Keys keys, Handles handles) {
        return List.of(
                new ProfileProjection(),
                new AccountChangeProjection(),
                new NamesProjection(keys, handles),
                new BlocksProjection(),
                new OwnAccountProjection(),
                new PartnersProjection(),
                new TimelineProjection(),
                new RedactionProjection(),
                new AmendmentProjection(),
                new HiddenProjection(),
                new MovesProjection(),
                new ReceiptsProjection(),
                new NoticesProjection(),
                new MembersProjection(),
                new HeadProjection(),
                new SessionsProjection(),
                new LostGatewaysProjection(),
                new LastSeenProjection());
    }

    /// Answers every query from views that are folded elsewhere.
    public static ViewAnswers answers(QueryBus bus, Views views, Progress progress, ViewsProperties settings) {
        ConversationReader conversations = new ConversationReader(views);
        ViewAnswers answers = new ViewAnswers("verbatim-views", bus, progress, conversations, settings);
        new ConversationQueryHandler(conversations).subscribe(answers);
        new InboxQueryHandler(conversations, progress).subscribe(answers);
        new TimelineQueryHandler(conversations).subscribe(answers);
        new MessageQueryHandler(conversations).subscribe(answers);
        new ReceiptsQueryHandler(conversations).subscribe(answers);
        new MessageInfoQueryHandler(conversations).subscribe(answers);
        new ChangesQueryHandler(conversations, new AccountChanges(views), progress).subscribe(answers);
        new ProfileQueryHandler(views).subscribe(answers);
        new AccountQueryHandler(views).subscribe(answers);
        RelationsQueryHandler relations = new RelationsQueryHandler(views, conversations);
        relations.subscribe(answers);
        new SearchQueryHandler(views, conversations).subscribe(answers);
        new PresenceQueryHandler(views, progress, relations::showsPresence).subscribe(answers);
        return answers;
    }

    @Bean
    Progress viewsProgress() {
        return new Progress();
    }

    @Bean
    Views views(Documents documents, ViewsProperties settings) {
        return new Views(documents, settings.hotDocuments());
    }

    @Bean
    ViewsLog viewsLog(StreamableMessageSource<TrackedEventMessage<?>> source, SyncedEvents synced, LogEpoch epoch) {
        return new ViewsLog(source, synced, epoch);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    ProjectionRunner projectionRunner(
            ViewsLog log,
            Views views,
            Progress progress,
            ViewsProperties settings,
            MeterRegistry meters,
            Keys keys,
            Handles handles) {
        return new ProjectionRunner(log, views, projections(keys, handles), progress, settings, meters);
    }

    /// Closed before the store is.
    @Bean(initMethod = "start", destroyMethod = "close")
    NamesExpunging namesExpunging(SyncedEvents log, Progress progress, Documents documents) {
        return new NamesExpunging(log, progress, documents, NAMES_EXPUNGED);
    }

    /// Closed before the runner is: what waits is answered until the end.
    @Bean(destroyMethod = "close")
    @DependsOn("projectionRunner")
    ViewAnswers viewAnswers(QueryBus bus, Views views, Progress progress, ViewsProperties settings) {
        return answers(bus, views, progress, settings);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    LiveRouter liveRouter(SyncedEvents log, QueryBus bus, LiveProperties settings) {
        return new LiveRouter(log, settings, memberships(bus));
    }

    /// In which groups people are, as the views answer it.
    public static Memberships memberships(QueryBus bus) {
        return (person, position) -> bus.query(new GenericQueryMessage<>(
                        new FindGroups(person, AtLeast.position(position)),
                        FindGroups.class.getName(),
                        ResponseTypes.instanceOf(Groups.class)))
                .thenApply(answer -> {
                    if (answer.isExceptional()) {
                        throw new CompletionException(answer.exceptionResult());
                    }
                    return answer.getPayload().groups();
                });
    }
}
