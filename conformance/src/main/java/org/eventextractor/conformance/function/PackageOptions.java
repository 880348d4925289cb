package org.eventextractor.conformance.function;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which package runs in which runtime. */
public final class PackageOptions {

    @Option(
            names = "--package",
            description = "The zip that Lambda is given. Default: ${DEFAULT-VALUE}",
            defaultValue = "extractor-lambda/target/extractor-lambda.zip")
    private Path functionPackage = Path.of("");

    @Option(
            names = "--jar",
            description = "The jar in it, for a start on one class path. Default: ${DEFAULT-VALUE}",
            defaultValue = "extractor-lambda/target/extractor-lambda.jar")
    private Path jar = Path.of("");

    @Option(
            names = "--runtime",
            description = "The folder of the Lambda runtime's jars, with jni/. Default: ${DEFAULT-VALUE}",
            defaultValue = "conformance/target/runtime")
    private Path runtime = Path.of("");

    /** As a managed runtime has it. */
    public FunctionLayout managed(Path taskRoot) {
        return FunctionLayout.managed(runtime, functionPackage, taskRoot);
    }

    /** As a container image may have it. */
    public FunctionLayout oneClassPath(Path taskRoot) {
        return FunctionLayout.oneClassPath(runtime, jar, taskRoot);
    }

    /** The zip. */
    public Path functionPackage() {
        return functionPackage;
    }
}
