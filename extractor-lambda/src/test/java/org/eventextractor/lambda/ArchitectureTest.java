package org.eventextractor.lambda;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the arrows that docs/ARCHITECTURE.md draws for this module. */
@AnalyzeClasses(packages = "org.eventextractor.lambda", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule roomsFormNoCircle =
            slices().matching("org.eventextractor.lambda.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule intakeAndCompletionDoNotKnowEachOther = slices().matching(
                    "org.eventextractor.lambda.(intake|completion)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule onlyAdaptersPrimingAndHandlersKnowAws = noClasses()
            .that()
            .resideOutsideOfPackages("..lambda.batch..", "..lambda.queue..", "..lambda.notify..", "..lambda.priming..")
            .and()
            .haveSimpleNameNotEndingWith("Handler")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "com.amazonaws..");

    @ArchTest
    static final ArchRule onlyReadersKnowJackson = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Reader")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule nothingKnowsFilesOfEvents = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.parquet..", "org.apache.hadoop..");

    @ArchTest
    static final ArchRule nothingKnowsTheJob =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.eventextractor.job..");
}
