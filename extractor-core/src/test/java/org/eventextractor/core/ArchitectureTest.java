package org.eventextractor.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
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
    static final ArchRule onlyItsOwnReaderKnowsTheCommonRuntime = noClasses()
            .that()
            .resideOutsideOfPackage("..core.storage.crt..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon.awssdk.crt..", "..core.storage.crt..");

    @ArchTest
    static final ArchRule aRoomKnowsOnlyTheRoomsBelowIt = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("config")
            .definedBy("..core.config..")
            .layer("storage")
            .definedBy("..core.storage..")
            .layer("json")
            .definedBy("..core.json..")
            .layer("callback")
            .definedBy("..core.callback..")
            .layer("catalogue")
            .definedBy("..core.catalogue..")
            .layer("workspace")
            .definedBy("..core.workspace..")
            .layer("request")
            .definedBy("..core.request..")
            .layer("plan")
            .definedBy("..core.plan..")
            .layer("lifecycle")
            .definedBy("..core.lifecycle..")
            .layer("document")
            .definedBy("..core.document..")
            .layer("prepare")
            .definedBy("..core.prepare..")
            .whereLayer("config")
            .mayNotAccessAnyLayer()
            .whereLayer("storage")
            .mayNotAccessAnyLayer()
            .whereLayer("json")
            .mayOnlyAccessLayers("storage")
            .whereLayer("callback")
            .mayOnlyAccessLayers("config")
            .whereLayer("catalogue")
            .mayOnlyAccessLayers("json")
            .whereLayer("workspace")
            .mayNotAccessAnyLayer()
            .whereLayer("request")
            .mayOnlyAccessLayers("storage", "catalogue", "callback", "config", "json")
            .whereLayer("plan")
            .mayOnlyAccessLayers("storage", "catalogue", "request", "workspace", "json")
            .whereLayer("lifecycle")
            .mayOnlyAccessLayers("request", "callback", "storage", "workspace", "json")
            .whereLayer("document")
            .mayOnlyAccessLayers("lifecycle", "request", "json", "config")
            .whereLayer("prepare")
            .mayOnlyAccessLayers("storage", "request", "plan", "document", "workspace", "json");

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
