package org.eventextractor.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the arrows that docs/ARCHITECTURE.md draws for this module. */
@AnalyzeClasses(packages = "org.eventextractor.local", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule roomsFormNoCircle =
            slices().matching("org.eventextractor.local.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule parquetIsLeftToTheSamples = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.parquet..", "org.apache.hadoop..");

    @ArchTest
    static final ArchRule onlyCodecsKnowJackson = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Codec")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule theJobIsOnlyRunAsAProcess =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.eventextractor.job..");

    @ArchTest
    static final ArchRule onlyThePlatformKnowsTheFunctions = noClasses()
            .that()
            .resideOutsideOfPackage("..local.platform..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eventextractor.lambda..");

    @ArchTest
    static final ArchRule theAwsSdkIsOnlyForTheQueues = noClasses()
            .that()
            .resideOutsideOfPackage("..local.queue..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon.awssdk..", "org.elasticmq..", "org.apache.pekko..");
}
