package org.eventextractor.conformance.function;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Calls a function of the package against any server that speaks S3 and Batch. */
@Command(
        name = "invoke",
        description = {
            "Starts a function of the package in Lambda's own Java runtime client, calls it, and prints its answers,",
            "one a line. Ends with 1 if it fails or does not answer."
        },
        mixinStandardHelpOptions = true)
public final class InvokeCommand implements Callable<Integer> {

    /** What a test server takes from anyone. */
    private static final Map<String, String> CREDENTIALS =
            Map.of("AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local");

    private final PrintStream out;

    @Mixin
    private PackageOptions options = new PackageOptions();

    @Option(names = "--function", description = "${COMPLETION-CANDIDATES}. Default: intake", defaultValue = "intake")
    private FunctionName function = FunctionName.intake;

    @Option(names = "--endpoint", description = "Where AWS's services answer, all of them.")
    private @Nullable String endpoint;

    @Option(
            names = "--environment",
            paramLabel = "NAME=VALUE",
            description = "A variable of the function; may be given again. Credentials of a test server unless set.")
    private Map<String, String> environment = Map.of();

    @Option(names = "--alias", description = "The alias that the call comes through. Default: none", defaultValue = "")
    private String alias = "";

    @Option(names = "--log", description = "Takes what the function prints. Default: the error stream")
    private @Nullable Path log;

    @Option(names = "--event", required = true, description = "A file of one event's JSON; may be given again.")
    private List<Path> events = List.of();

    /** The functions of the package. */
    enum FunctionName {
        /** Takes requests in. */
        intake,
        /** Hears of jobs that ended. */
        completion
    }

    public InvokeCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            Path output = log == null ? folder.resolve("function.log") : log;
            try (FunctionProcess process = FunctionProcess.start(settings(folder.resolve("task")), output)) {
                return answerAll(process);
            } finally {
                if (log == null) {
                    System.err.print(Files.readString(output));
                }
            }
        }
    }

    private int answerAll(FunctionProcess process) throws IOException {
        boolean failed = false;
        for (Path event : events) {
            Answer answer = process.invoke(Invocation.through(alias, Files.readString(event)));
            out.println(answer.body().replaceAll("\\R\\s*", " "));
            failed |= answer.failed();
        }
        return failed ? 1 : 0;
    }

    private FunctionSettings settings(Path taskRoot) {
        FunctionLayout layout = options.managed(taskRoot);
        return function == FunctionName.intake
                ? FunctionSettings.intake(layout, variables())
                : FunctionSettings.completion(layout, variables());
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>(CREDENTIALS);
        if (endpoint != null) {
            variables.put("AWS_ENDPOINT_URL", endpoint);
        }
        variables.putAll(environment);
        return variables;
    }
}
