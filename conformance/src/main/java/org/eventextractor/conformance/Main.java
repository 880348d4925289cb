package org.eventextractor.conformance;

import java.io.PrintStream;
import java.util.Objects;
import org.eventextractor.conformance.chaos.ChaosCommand;
import org.eventextractor.conformance.coldstart.ColdStartCommand;
import org.eventextractor.conformance.function.FunctionException;
import org.eventextractor.conformance.function.InvokeCommand;
import org.eventextractor.conformance.stage.SampleStoreCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line of the conformance tools. */
@Command(
        name = "conformance",
        description = "The Lambda package in Lambda's own Java runtime client, on this machine.",
        mixinStandardHelpOptions = true)
public final class Main implements Runnable {

    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    Main(PrintStream out) {
        this.out = out;
    }

    /** Ends the process with the exit code of {@link #run}. */
    public static void main(String[] args) {
        // Batch's answers leave in two packets, and the second would wait 40 ms for the first's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.exit(run(System.out, args));
    }

    /**
     * Runs a command.
     *
     * @return 0 if all went well, 1 if not, 2 if the command line cannot be understood
     */
    static int run(PrintStream out, String... args) {
        return new CommandLine(new Main(out))
                .addSubcommand(new ChaosCommand(out))
                .addSubcommand(new ColdStartCommand(out))
                .addSubcommand(new InvokeCommand(out))
                .addSubcommand(new SampleStoreCommand(out))
                .setExecutionExceptionHandler(Main::explain)
                .execute(args);
    }

    /** Without a subcommand: what there is. */
    @Override
    public void run() {
        Objects.requireNonNull(spec, "picocli sets it").commandLine().usage(out);
    }

    private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println(e instanceof FunctionException ? e.getMessage() : e.toString());
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
