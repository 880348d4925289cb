package org.eventextractor.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the arrows that docs/ARCHITECTURE.md draws for this module. */
@AnalyzeClasses(packages = "org.eventextractor.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule roomsFormNoCircle =
            slices().matching("org.eventextractor.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyStorageKnowsAws = noClasses()
            .that()
            .resideOutsideOfPackage("..core.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule storageKnowsNothingOfOurs = noClasses()
            .that()
            .resideInAPackage("..core.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..core.json..",
                    "..core.request..",
                    "..core.catalogue..",
                    "..core.plan..",
                    "..core.document..",
                    "..core.lifecycle..",
                    "..core.callback..",
                    "..core.workspace..",
                    "..core.prepare..");

    @ArchTest
    static final ArchRule onlyCodecsKnowJackson = noClasses()
            .that()
            .resideOutsideOfPackage("..core.json..")
            .and()
            .haveNameNotMatching(".*(Codec|Reader|Parser)")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");
}
