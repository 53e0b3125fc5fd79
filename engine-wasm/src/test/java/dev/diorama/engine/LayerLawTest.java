package dev.diorama.engine;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.diorama.packaging.RecordTransformer;

/** The layer law of the engine: JavaScript stays behind two packages, everything else is plain Java. */
@AnalyzeClasses(packages = "dev.diorama.engine", importOptions = ImportOption.DoNotIncludeTests.class)
class LayerLawTest {

    @ArchTest
    static final ArchRule onlyTheBoundaryKnowsTeaVm = noClasses()
            .that()
            .resideOutsideOfPackages("..engine.boundary..", "..engine.webgpu..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.teavm..")
            .allowEmptyShould(true);

    /** An export that is suspended half-way would leave its engine between two states; what takes time ends in a Completion. */
    @ArchTest
    static final ArchRule nothingSuspends = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Object.class, "wait")
            .orShould()
            .callMethodWhere(target(nameMatching("await|callAsync|runAsync")))
            .because("an exported method runs to its end")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule noCycles = slices().matching("dev.diorama.engine.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nobodyImportsTheBoundary = noClasses()
            .that()
            .resideOutsideOfPackage("..engine.boundary..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..engine.boundary..")
            .allowEmptyShould(true);

    /** Their {@code equals} is not in the engine, see {@code RecordTransformer}. */
    @ArchTest
    static final ArchRule nobodyComparesWhatIsOnlyTold = noClasses()
            .that()
            .areNotRecords()
            .should()
            .callMethodWhere(target(DescribedPredicate.<CodeUnitCallTarget>describe(
                    "compares what is only told",
                    called -> nameMatching("equals|hashCode").test(called)
                            && called.getOwner().isRecord()
                            && RecordTransformer.TOLD.stream()
                                    .anyMatch(called.getOwner().getName()::startsWith))))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule noFatClasses = noClasses()
            .should()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "split", String.class)
            .orShould()
            .callMethod(String.class, "matches", String.class)
            .orShould()
            .callMethod(String.class, "replaceAll", String.class, String.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.regex", "java.text", "java.time..")
            .because("each costs more than 100 kB of WebAssembly")
            .allowEmptyShould(true);
}
