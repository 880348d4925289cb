package org.eventextractor.job;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the arrows that docs/ARCHITECTURE.md draws for this module. */
@AnalyzeClasses(packages = "org.eventextractor.job", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule roomsFormNoCircle =
            slices().matching("org.eventextractor.job.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyScanAndWriteKnowParquet = noClasses()
            .that()
            .resideOutsideOfPackages("..job.scan..", "..job.write..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.parquet..", "org.apache.hadoop..");

    @ArchTest
    static final ArchRule nothingKnowsAws =
            noClasses().should().dependOnClassesThat().resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule nothingKnowsTheLambda =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.eventextractor.lambda..");

    @ArchTest
    static final ArchRule onlyTheJobMakesThreads = noClasses()
            .that()
            .doNotHaveSimpleName("JobThreads")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.Executors");
}
