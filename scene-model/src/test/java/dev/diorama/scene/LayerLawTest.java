package dev.diorama.scene;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The layer law of scene-model: a ladder of packages over the part of the JDK that TeaVM compiles. */
@AnalyzeClasses(packages = "dev.diorama.scene", importOptions = ImportOption.DoNotIncludeTests.class)
class LayerLawTest {

    @ArchTest
    static final ArchRule onlyTheJdkSubset = classes()
            .that()
            .resideOutsideOfPackage("..worker..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.diorama.scene..",
                    "java.lang",
                    "java.lang.annotation",
                    "java.lang.invoke",
                    "java.lang.runtime",
                    "java.util",
                    "java.util.function",
                    "org.jspecify..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ladder = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("lib0")
            .definedBy("..lib0..")
            .layer("crdt")
            .definedBy("..crdt..")
            .layer("protocol")
            .definedBy("..protocol..")
            .layer("schema")
            .definedBy("..schema..")
            .layer("math")
            .definedBy("..math..")
            .layer("worker")
            .definedBy("..worker..")
            .whereLayer("lib0")
            .mayNotAccessAnyLayer()
            .whereLayer("math")
            .mayNotAccessAnyLayer()
            .whereLayer("crdt")
            .mayOnlyAccessLayers("lib0")
            .whereLayer("protocol")
            .mayOnlyAccessLayers("lib0", "crdt")
            .whereLayer("schema")
            .mayOnlyAccessLayers("lib0", "crdt", "math")
            .whereLayer("worker")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule noCycles = slices().matching("dev.diorama.scene.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule noFatClasses = noClasses()
            .that()
            .resideOutsideOfPackage("..worker..")
            .should()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "split", String.class)
            .orShould()
            .callMethod(String.class, "matches", String.class)
            .orShould()
            .callMethod(String.class, "replaceAll", String.class, String.class)
            .because("each costs more than 100 kB of WebAssembly")
            .allowEmptyShould(true);
}
