package org.eventextractor.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.eventextractor.local.demo.Demo;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the whole way of one request. */
@Command(
        name = "demo",
        customSynopsis = "scripts/demo [OPTIONS]",
        description = {
            "Shows the whole way of one request; the exit code is 0 only if exactly the right events arrive.",
            "It takes about a minute."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private JobOptions jobs = new JobOptions();

    @Option(
            names = "--folder",
            description = "Takes everything the demo writes; new or empty. Default: a temporary one")
    private @Nullable Path folder;

    @Option(names = "--keep", description = "Keep the folder. It is also kept when something went wrong.")
    private boolean keep;

    @Option(
            names = "--seed",
            description = "Of the sample events. Default: ${DEFAULT-VALUE}",
            defaultValue = "20240229")
    private long seed;

    @Option(
            names = "--patience",
            description = "How many seconds the request may take. Default: ${DEFAULT-VALUE}",
            defaultValue = "180")
    private long patienceSeconds;

    DemoCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path root = emptyFolder();
        System.setProperty("extractor.local.folder", root.toString());
        Demo.Settings settings =
                new Demo.Settings(root, jobs.command(), seed, Duration.ofSeconds(patienceSeconds), Ansi.AUTO.enabled());
        boolean right = new Demo(settings, out).run();
        if (keep || !right) {
            out.println("   Everything is kept in " + root);
        } else {
            delete(root);
        }
        return right ? 0 : 1;
    }

    private Path emptyFolder() throws IOException {
        if (folder == null) {
            return Files.createTempDirectory("event-extractor-demo-");
        }
        Files.createDirectories(folder);
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw new IllegalArgumentException("--folder must be new or empty: " + folder.toAbsolutePath());
            }
        }
        return folder.toAbsolutePath().normalize();
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> content = Files.walk(root)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
