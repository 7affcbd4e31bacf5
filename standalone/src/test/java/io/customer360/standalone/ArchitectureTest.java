package io.customer360.standalone;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import io.customer360.events.CustomerFact;
import java.time.Clock;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of the architecture that the compiler can't see. A rule that matches nothing fails. */
class ArchitectureTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.customer360");

    private static final DescribedPredicate<JavaClass> EVENTS =
            describe("events", type -> type.isAssignableTo(CustomerFact.class) && !type.isInterface());

    private static final DescribedPredicate<JavaClass> USE_ELASTICSEARCH = describe(
            "use the Elasticsearch client",
            type -> type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(dependency ->
                            resideInAnyPackage("co.elastic.clients..").test(dependency.getTargetClass())));

    private static final DescribedPredicate<JavaCall<?>> READ_THE_CLOCK = describe(
            "that reads the clock",
            call -> call.getTargetOwner().getPackageName().equals("java.time")
                            && call.getName().equals("now")
                    || call.getTargetOwner().isEquivalentTo(System.class)
                            && (call.getName().equals("currentTimeMillis")
                                    || call.getName().equals("nanoTime")));

    @Test
    void theTwoSidesNeverMeet() {
        check(noClasses()
                .that()
                .resideInAPackage("io.customer360.command..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.customer360.query.."));
        check(noClasses()
                .that()
                .resideInAPackage("io.customer360.query..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.customer360.command.."));
    }

    @Test
    void whatIsSharedKnowsNeitherSide() {
        check(noClasses()
                .that()
                .resideInAnyPackage("io.customer360.events..", "io.customer360.platform..", "io.customer360.embedded..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.customer360.command..", "io.customer360.query..", "io.customer360.standalone.."));
    }

    @Test
    void eventsNeedTheJdkJSpecifyAndTheirRevisionOnly() {
        check(classes()
                .that()
                .resideInAPackage("io.customer360.events..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "io.customer360.events..")
                        .or(describe("@Revision", type -> type.isEquivalentTo(Revision.class)))));
    }

    @Test
    void everyEventIsARecordWithARevision() {
        check(classes().that(EVENTS).should().beRecords().andShould().beAnnotatedWith(Revision.class));
    }

    @Test
    void everyEventBelongsToAFamily() {
        check(classes()
                .that(EVENTS)
                .should()
                .beNestedClasses()
                .andShould()
                .haveNameMatching("io\\.customer360\\.events\\.\\w+Event\\$\\w+"));
    }

    @Test
    void featuresFormNoCircles() {
        check(slices().matching("io.customer360.command.(*)..").should().beFreeOfCycles());
        check(slices().matching("io.customer360.query.(*)..").should().beFreeOfCycles());
        check(slices().matching("io.customer360.platform.(*)..").should().beFreeOfCycles());
    }

    @Test
    void elasticsearchIsKnownOnlyWhereIndicesAreReadOrWritten() {
        check(classes()
                .that(USE_ELASTICSEARCH)
                .should()
                .resideInAnyPackage(
                        "io.customer360.query.platform..",
                        "io.customer360.query.profile..",
                        "io.customer360.query.timeline..",
                        "io.customer360.query.search.."));
    }

    @Test
    void aggregatesKnowNoPersistence() {
        check(noClasses()
                .that()
                .areAnnotatedWith(Aggregate.class)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "jakarta.persistence..",
                        "java.sql..",
                        "javax.sql..",
                        "org.hibernate..",
                        "org.springframework.data..",
                        "org.springframework.jdbc..")));
    }

    @Test
    void aggregatesKnowNoClock() {
        check(noClasses()
                .that()
                .areAnnotatedWith(Aggregate.class)
                .should()
                .callCodeUnitWhere(READ_THE_CLOCK)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class));
    }

    @Test
    void aggregatesLogNothing() {
        check(noClasses()
                .that()
                .areAnnotatedWith(Aggregate.class)
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.slf4j..", "java.util.logging..")));
    }

    @Test
    void everyPackageChecksForNull() {
        check(classes().that().resideInAPackage("io.customer360..").should(beInANullMarkedPackage()));
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return ArchCondition.from(describe(
                "be in a null-marked package", type -> type.getPackage().isAnnotatedWith(NullMarked.class)));
    }

    private static void check(ArchRule rule) {
        rule.check(OURS);
    }
}
