package org.eventextractor.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the arrows that docs/ARCHITECTURE.md draws for this module. */
@AnalyzeClasses(packages = "org.eventextractor.conformance", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule roomsFormNoCircle =
            slices().matching("org.eventextractor.conformance.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule functionsAndTheirRuntimeAreOnlyRunAsProcesses = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eventextractor.lambda..", "com.amazonaws..", "software.amazon..");
}
