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
            .resideOutsideOfPackage("..log.sqlite..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "org.flywaydb..");

    @ArchTest
    static final ArchRule theServerDrawsNothing =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("dev.diorama.engine..", "org.teavm..");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.diorama.server.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule implementationsAreNobodysToImport = noClasses()
            .that()
            .resideOutsideOfPackages("..log.sqlite..", "..cluster.local..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..log.sqlite..", "..cluster.local..");

    @ArchTest
    static final ArchRule nobodyImportsAFeature = classes()
            .that()
            .resideInAnyPackage("..relay..", "..history..", "..web..", "..log.sqlite..", "..cluster.local..")
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
