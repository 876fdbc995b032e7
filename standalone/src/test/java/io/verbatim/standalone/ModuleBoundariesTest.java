package io.verbatim.standalone;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import io.verbatim.api.AtLeast;
import io.verbatim.api.Event;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.record.EventType;
import io.verbatim.api.record.EventTypes;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// Which module may see which, and what is kept out.
@AnalyzeClasses(packages = "io.verbatim", importOptions = DoNotIncludeTests.class)
class ModuleBoundariesTest {

    private static final String API = "io.verbatim.api..";
    private static final String VAULT = "io.verbatim.vault..";
    private static final String COMMAND = "io.verbatim.command..";
    private static final String[] AGGREGATES = {
        "io.verbatim.command.conversation..", "io.verbatim.command.account..", "io.verbatim.command.presence.."
    };
    private static final String QUERY = "io.verbatim.query..";
    private static final String GATEWAY = "io.verbatim.gateway..";
    private static final String STANDALONE = "io.verbatim.standalone..";

    private static final DescribedPredicate<JavaClass> MESSAGES =
            describe("Messages", type -> type.getName().startsWith("io.verbatim.command.conversation.Messages"));

    private static final Set<String> STORED_EVENTS =
            EventTypes.ALL.stream().map(EventType::payload).map(Class::getName).collect(Collectors.toUnmodifiableSet());

    // ---- the arrows

    @ArchTest
    static final ArchRule SIDES_SEE_THE_API_ONLY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("events-api")
            .definedBy(API)
            .layer("vault")
            .definedBy(VAULT)
            .layer("command-side")
            .definedBy(COMMAND)
            .layer("query-side")
            .definedBy(QUERY)
            .layer("gateway")
            .definedBy(GATEWAY)
            .layer("standalone")
            .definedBy(STANDALONE)
            .whereLayer("standalone")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("vault")
            .mayOnlyBeAccessedByLayers("standalone")
            .whereLayer("command-side")
            .mayOnlyBeAccessedByLayers("standalone")
            .whereLayer("query-side")
            .mayOnlyBeAccessedByLayers("standalone")
            .whereLayer("gateway")
            .mayOnlyBeAccessedByLayers("standalone")
            .whereLayer("events-api")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule API_KNOWS_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..", "org.axonframework..", "org.rocksdb..", "reactor..", "io.micrometer..");

    @ArchTest
    static final ArchRule GATEWAY_SPEAKS_MESSAGES_ONLY = noClasses()
            .that()
            .resideInAPackage(GATEWAY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.rocksdb..", "org.axonframework.eventsourcing..", "org.axonframework.modelling..");

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLES = slices().matching("io.verbatim.(**)")
            .should()
            .beFreeOfCycles()
            // wiring knows all that it wires
            .ignoreDependency(simpleNameEndingWith("Configuration"), alwaysTrue())
            // the log implements a port of the conversations
            .ignoreDependency(resideInAPackage("io.verbatim.command.log"), MESSAGES)
            // a read names how much of which conversation it must have seen
            .ignoreDependency(AtLeast.class, ConversationId.class);

    // ---- the write side

    @ArchTest
    static final ArchRule AGGREGATES_ARE_PACKAGE_PRIVATE = classes()
            .that()
            .areAnnotatedWith(AggregateRoot.class)
            .should()
            .bePackagePrivate()
            .andShould()
            .resideInAPackage(COMMAND);

    @ArchTest
    static final ArchRule AGGREGATES_DISPATCH_NOTHING = noClasses()
            .that()
            .resideInAnyPackage(AGGREGATES)
            .should()
            .dependOnClassesThat(assignableTo(CommandBus.class).or(assignableTo(CommandGateway.class)));

    @ArchTest
    static final ArchRule AGGREGATES_READ_NO_CLOCK = noClasses()
            .that()
            .resideInAnyPackage(AGGREGATES)
            .should()
            .dependOnClassesThat(assignableTo(Clock.class))
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat(named("org.axonframework.eventhandling.Timestamp"));

    @ArchTest
    static final ArchRule NO_SUBSCRIBING_PROCESSORS = noClasses()
            .should()
            .dependOnClassesThat(named("org.axonframework.eventhandling.SubscribingEventProcessor"));

    @ArchTest
    static final ArchRule COMMAND_SIDE_EMITS_NO_QUERY_UPDATES = noClasses()
            .that()
            .resideInAPackage(COMMAND)
            .should()
            .dependOnClassesThat(assignableTo(QueryUpdateEmitter.class));

    @ArchTest
    static final ArchRule NO_AGGREGATE_IS_MARKED_DELETED_OR_MADE_BY_ANOTHER = noClasses()
            .should()
            .callMethod(AggregateLifecycle.class, "markDeleted")
            .orShould()
            .callMethodWhere(describe(
                    "AggregateLifecycle.createNew",
                    call -> call.getTargetOwner().isEquivalentTo(AggregateLifecycle.class)
                            && call.getName().equals("createNew")));

    @ArchTest
    static final ArchRule NO_AGGREGATE_IS_ALWAYS_CREATED =
            noClasses().should().accessField(AggregateCreationPolicy.class, "ALWAYS");

    @ArchTest
    static final ArchRule EVERY_EVENT_HAS_A_STORED_NAME = classes()
            .that()
            .implement(Event.class)
            .and()
            .areNotInterfaces()
            .should(ArchCondition.from(
                    describe("be in EventTypes.ALL", event -> STORED_EVENTS.contains(event.getName()))));

    // ---- the gateway

    @ArchTest
    static final ArchRule GATEWAY_BLOCKS_NO_PUBLISHER = noClasses()
            .that()
            .resideInAPackage(GATEWAY)
            .should()
            .callMethodWhere(describe(
                    "a Publisher's blocking method",
                    call -> call.getTargetOwner().isAssignableTo(Publisher.class)
                            && (call.getName().startsWith("block")
                                    || call.getName().equals("toIterable")
                                    || call.getName().equals("toStream"))));

    private static final String PARSER_ROLE = "io.verbatim.gateway.parser.remote..";
    private static final DescribedPredicate<JavaClass> NOT_OF_PARSING = resideInAPackage("io.verbatim..")
            .and(not(resideInAnyPackage(
                    PARSER_ROLE,
                    "io.verbatim.gateway.parser",
                    "io.verbatim.gateway.input",
                    "io.verbatim.gateway.error",
                    "io.verbatim.gateway.limits",
                    "io.verbatim.gateway.wire",
                    "io.verbatim.api",
                    "io.verbatim.api.conversation")))
            .as("are more of the system than frames, their checks and their limits");

    /// It runs in a process of its own: without vault, views, tokens and sockets, by whatever way.
    @ArchTest
    static final ArchRule PARSER_NEEDS_NOTHING_ELSE =
            noClasses().that().resideInAPackage(PARSER_ROLE).should().transitivelyDependOnClassesThat(NOT_OF_PARSING);

    // ---- the wiring

    @ArchTest
    static final ArchRule NOTHING_IS_INJECTED_INTO_FIELDS =
            noFields().should().beAnnotatedWith(Autowired.class).orShould().beAnnotatedWith(Value.class);

    @ArchTest
    static final ArchRule NOTHING_IS_FOUND_BY_SCANNING = noClasses()
            .that()
            .areNotMetaAnnotatedWith(Configuration.class)
            .should()
            .beMetaAnnotatedWith(Component.class)
            .orShould()
            .beMetaAnnotatedWith(ComponentScan.class)
            .orShould()
            .beMetaAnnotatedWith(Profile.class);

    @ArchTest
    static final ArchRule STATE_IS_PRIVATE = fields().that()
            .areNotFinal()
            .and()
            .areNotStatic()
            .should()
            .bePrivate()
            .orShould()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule NO_STATE_IS_STATIC =
            noFields().that().areNotFinal().should().beStatic().as("no mutable static fields");

    private static DescribedPredicate<JavaClass> named(String name) {
        return describe(name, type -> type.getName().equals(name));
    }
}
