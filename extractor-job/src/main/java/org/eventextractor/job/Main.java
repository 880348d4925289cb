package org.eventextractor.job;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.eventextractor.core.callback.CallbackSender;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.core.lifecycle.CallbackRecorder;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectStores;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The extractor's command: without arguments the Batch job that its environment describes. */
public final class Main implements Callable<Integer> {

    private final Map<String, String> environment;
    private final PrintWriter errors;

    private Main(Map<String, String> environment, PrintWriter errors) {
        this.environment = Map.copyOf(environment);
        this.errors = errors;
    }

    /** Ends the process with {@link #run}'s exit code. */
    public static void main(String[] arguments) {
        if (isOnS3(arguments)) {
            NativeCryptography.install();
        }
        System.exit(run(
                arguments,
                System.getenv(),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8)));
    }

    /**
     * Carries out a command line.
     *
     * @return the exit code: 0 completed, 1 failed, 2 unusable command line or configuration, of a Batch job also 75 to be
     *     tried again, and of {@code run} 4 completed with errors, 5 completed empty, 6 refused
     */
    static int run(String[] arguments, Map<String, String> environment, PrintWriter out, PrintWriter errors) {
        if (arguments.length > 0) {
            JobLogging.forAPerson();
        }
        CommandSpec command =
                CommandSpec.wrapWithoutInspection(new Main(environment, errors)).name("extractor-job");
        command.usageMessage().description("Without a command: the AWS Batch job that the environment describes.");
        CommandLine line = new CommandLine(HelpOptions.addTo(command).addSubcommand("run", RunCommand.in(environment)));
        return line.setOut(out)
                .setErr(errors)
                .setParameterExceptionHandler(new CommandLineErrors())
                .execute(arguments);
    }

    /** Whether much may be encrypted: a Batch job works on S3, a run where its URIs are. */
    static boolean isOnS3(String[] arguments) {
        return arguments.length == 0 || Stream.of(arguments).anyMatch(argument -> argument.contains("s3://"));
    }

    @Override
    public Integer call() {
        try {
            return runJob(JobConfiguration.from(environment)).exitCode().code();
        } catch (ConfigurationException e) {
            errors.println(e.getMessage());
            return ExitCode.USAGE.code();
        }
    }

    private JobOutcome runJob(JobConfiguration configuration) {
        Clock clock = Clock.tickMillis(ZoneOffset.UTC);
        try (ObjectStores stores =
                        new ObjectStores(environment, configuration.resources().objectsInFlight());
                CallbackSender callbacks = configuration.newCallbackSender(clock)) {
            ObjectStore requests = stores.open(configuration.requestBucket());
            ExtractJob extract = new ExtractJob(
                    stores::open,
                    configuration.resources().readers(environment),
                    requests,
                    configuration.paths(),
                    configuration.attempt(),
                    configuration.resources(),
                    configuration.software(),
                    clock);
            return new BatchJob(requests, configuration.paths(), configuration.attempt(), extract, clock)
                    .run(outlet(callbacks, new StatusStore(requests, configuration.paths(), clock)));
        }
    }

    private static ResultsOutlet outlet(@Nullable CallbackSender callbacks, StatusStore status) {
        return callbacks == null ? ResultsOutlet.leftToCompletion() : new CallbackRecorder(callbacks, status)::deliver;
    }
}
