package org.eventextractor.local;

import java.io.PrintStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line of the local platform. */
@Command(
        name = "extractor-local",
        description = "Event Extractor on this machine.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class Main implements Runnable {
    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    Main(PrintStream out) {
        this.out = out;
    }

    /** Ends the process with the exit code of {@link #run}. */
    public static void main(String[] args) {
        System.exit(run(System.out, args));
    }

    /**
     * Runs a command.
     *
     * @return 0 if all went well, 1 if not, 2 if the command line cannot be understood
     */
    static int run(PrintStream out, String... args) {
        return new CommandLine(new Main(out))
                .addSubcommand(new DemoCommand(out))
                .addSubcommand(new ServeCommand(out))
                .setOverwrittenOptionsAllowed(true)
                .setExecutionExceptionHandler(Main::explain)
                .execute(args);
    }

    /** Without a subcommand: what there is. */
    @Override
    public void run() {
        Objects.requireNonNull(spec, "picocli sets it").commandLine().usage(out);
    }

    private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println(e.getMessage() == null ? e.toString() : e.getMessage());
        LoggerFactory.getLogger(Main.class).info("the command failed", e);
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {version == null ? "development" : version};
        }
    }
}
