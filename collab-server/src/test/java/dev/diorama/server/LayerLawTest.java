package dev.diorama.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The layer law of the server: features know each other by few public types, and the database is behind the log. */
@AnalyzeClasses(packages = "dev.diorama.server", importOptions = ImportOption.DoNotIncludeTests.class)
class LayerLawTest {

    @ArchTest
    static final ArchRule onlyTheLogKnowsTheDatabase = noClasses()
            .that()
            .resideOutsideOfPackages("..log.jdbc..", "..log.sqlite..", "..log.postgres..", "..sidecar..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule driversAreBehindTheirStores = noClasses()
            .that()
            .resideOutsideOfPackages("..log.jdbc..", "..log.sqlite..", "..log.postgres..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.sqlite..", "org.postgresql..", "com.zaxxer..", "org.flywaydb..");

    @ArchTest
    static final ArchRule storesDoNotKnowEachOther = noClasses()
            .that()
            .resideInAnyPackage("..log.jdbc..", "..log.sqlite..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..log.postgres..");

    @ArchTest
    static final ArchRule theServerDrawsNothing =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("dev.diorama.engine..", "org.teavm..");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.diorama.server.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule implementationsAreNobodysToImport = noClasses()
            .that()
            .resideOutsideOfPackages("..log.sqlite..", "..log.postgres..", "..cluster.local..", "..cluster.redis..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..log.sqlite..", "..log.postgres..", "..cluster.local..", "..cluster.redis..");

    @ArchTest
    static final ArchRule nobodyImportsAFeature = classes()
            .that()
            .resideInAnyPackage(
                    "..relay..",
                    "..history..",
                    "..authorship..",
                    "..sidecar..",
                    "..web..",
                    "..log.sqlite..",
                    "..log.postgres..",
                    "..cluster.local..",
                    "..cluster.redis..")
            // What is nested in an interface is public by name alone: nobody elsewhere can name the interface.
            .and()
            .areTopLevelClasses()
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule theLogKnowsNoFeature = noClasses()
            .that()
            .resideInAPackage("dev.diorama.server.log")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..relay..", "..history..", "..web..", "..access..", "..cluster..", "org.springframework..");
}
