package org.eventextractor.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.eventextractor.local.demo.Workbench;
import org.eventextractor.local.platform.LocalSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps the system up, to be tried by hand. */
@Command(
        name = "serve",
        customSynopsis = "scripts/local [OPTIONS]",
        description = "Keeps the system up until Ctrl-C, and prints the commands to try it with the AWS CLI.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private JobOptions jobs = new JobOptions();

    @Option(
            names = "--folder",
            description = "Holds the buckets and logs, and is kept. Default: ${DEFAULT-VALUE}",
            defaultValue = "target/local")
    private Path folder = Path.of("");

    @Option(names = "--s3-port", description = "0 for any free one. Default: ${DEFAULT-VALUE}", defaultValue = "9000")
    private int s3Port;

    @Option(
            names = "--batch-port",
            description = "0 for any free one. Default: ${DEFAULT-VALUE}",
            defaultValue = "9001")
    private int batchPort;

    @Option(names = "--sqs-port", description = "0 for any free one. Default: ${DEFAULT-VALUE}", defaultValue = "9003")
    private int sqsPort;

    @Option(
            names = "--callback-port",
            description = "0 for any free one. Default: ${DEFAULT-VALUE}",
            defaultValue = "9002")
    private int callbackPort;

    ServeCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    @SuppressWarnings("try") // the folder is occupied, not used
    public Integer call() throws IOException, InterruptedException {
        Path root = folder.toAbsolutePath().normalize();
        try (OccupiedFolder occupied = OccupiedFolder.of(root)) {
            serve(root);
        }
        return 0;
    }

    private void serve(Path root) throws IOException, InterruptedException {
        System.setProperty("extractor.local.folder", root.toString());
        Workbench.Settings settings = new Workbench.Settings(
                root, jobs.command(), new LocalSettings.Ports(s3Port, batchPort, sqsPort), callbackPort);
        try (Workbench workbench = Workbench.open(settings, out)) {
            Runtime.getRuntime().addShutdownHook(new Thread(workbench::close, "stop"));
            workbench.awaitClose();
        }
    }
}
