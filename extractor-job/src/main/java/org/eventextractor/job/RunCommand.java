package org.eventextractor.job;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.eventextractor.core.catalogue.Catalogue;
import org.eventextractor.core.catalogue.CatalogueException;
import org.eventextractor.core.catalogue.CatalogueReader;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.core.storage.ObjectStores;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageUri;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Extracts without Lambda and Batch, from a local folder or S3 to a local folder or S3. The command line is described
 * in code, since reading annotations takes some 30 ms of CPU in every run.
 */
final class RunCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(RunCommand.class);

    /** As much as the Lambda reads. */
    private static final long MAX_REQUEST_BYTES = 16L << 20;

    private static final String FILE = "FILE";
    private static final String URI = "URI";

    private final Map<String, String> environment;

    private final OptionSpec request = OptionSpec.builder("--request")
            .type(Path.class)
            .required(true)
            .paramLabel(FILE)
            .description("The request document, as it would be dropped into the bucket.")
            .build();

    private final OptionSpec events = OptionSpec.builder("--events")
            .type(String.class)
            .required(true)
            .paramLabel(URI)
            .description("The folder that holds the event types: file:/folder or s3://bucket/prefix.")
            .build();

    private final OptionSpec out = OptionSpec.builder("--out")
            .type(String.class)
            .required(true)
            .paramLabel(URI)
            .description("Where event_data_subset_<jobId>/ is to appear: file:/folder or s3://bucket/prefix.")
            .build();

    private final OptionSpec catalogue = OptionSpec.builder("--catalogue")
            .type(Path.class)
            .paramLabel(FILE)
            .description("Describes the event types. Default: the catalogue that comes with the extractor.")
            .build();

    private final CommandSpec spec;

    private RunCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.spec = CommandSpec.wrapWithoutInspection(this);
    }

    /** The command, to be added to its parent. */
    static CommandSpec in(Map<String, String> environment) {
        RunCommand command = new RunCommand(environment);
        command.spec
                .usageMessage()
                .description(
                        "Extracts from a local folder or an S3 prefix to a local folder or an S3 prefix,",
                        "without any Lambda or Batch job. A request without userUUIDs asks for everyone.")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(exitCodes());
        return HelpOptions.addTo(command.spec)
                .addOption(command.request)
                .addOption(command.events)
                .addOption(command.out)
                .addOption(command.catalogue);
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "everything asked for is delivered, or estimated");
        codes.put("1", "the extract failed");
        codes.put("2", "the command line or the configuration cannot be used");
        codes.put("3", "the heap was too small, with the options beside the jar");
        codes.put("4", "something could not be read; the rest is delivered");
        codes.put("5", "nothing failed and no event matched");
        codes.put("6", "the request was refused; its faults are printed");
        codes.put("130, 143", "stopped, by Ctrl-C or SIGTERM");
        return codes;
    }

    @Override
    public Integer call() {
        PrintWriter errors = spec.commandLine().getErr();
        Path document = request.getValue();
        try {
            if (sizeOf(document) > MAX_REQUEST_BYTES) {
                errors.println("The request was refused: it has " + sizeOf(document) + " bytes, and at most "
                        + MAX_REQUEST_BYTES + " are read. Put the users into a file and name it by userUUIDsS3URL.");
                return ExitCode.REFUSED.code();
            }
            return extract(document, errors).code();
        } catch (CatalogueException | ConfigurationException e) {
            errors.println(e.getMessage());
            return ExitCode.USAGE.code();
        } catch (StorageException e) {
            errors.println("The extract failed: " + e.getMessage());
            log.debug("the extract failed", e);
            return ExitCode.FAILED.code();
        }
    }

    private ExitCode extract(Path document, PrintWriter errors) {
        Catalogue types = types();
        StorageUri from = eventsUri();
        StorageUri to = outUri();
        byte[] bytes = read(document);
        RunSettings settings = RunSettings.from(environment);
        RunPrinter printer = new RunPrinter(spec.commandLine().getOut(), errors);
        Clock clock = Clock.tickMillis(ZoneOffset.UTC);
        try (ObjectStores stores =
                new ObjectStores(environment, settings.resources().objectsInFlight())) {
            return new LocalRun(settings, stores::open, from, to, types, printer, clock)
                    .extract(document.getFileName().toString(), bytes);
        }
    }

    private Catalogue types() {
        Path described = catalogue.getValue();
        return described == null ? CatalogueReader.defaultCatalogue() : CatalogueReader.read(read(described));
    }

    private ParameterException unusable(String message, Exception cause) {
        return new ParameterException(spec.commandLine(), message, cause);
    }

    /** A folder that is not there would look like one that holds no events. */
    private StorageUri eventsUri() {
        StorageUri uri = uri(events);
        if (uri.scheme().equals("file") && !Files.isDirectory(Path.of(uri.root()))) {
            throw new ParameterException(spec.commandLine(), "--events: there is no folder " + uri.root());
        }
        return uri;
    }

    /** A folder need not be there yet, but nothing else may be in its place or above it. */
    private StorageUri outUri() {
        StorageUri uri = uri(out);
        if (uri.scheme().equals("file")) {
            Path there = Path.of(uri.root());
            while (!Files.exists(there) && there.getParent() != null) {
                there = there.getParent();
            }
            if (!Files.isDirectory(there)) {
                throw new ParameterException(spec.commandLine(), "--out: " + there + " is no folder");
            }
        }
        return uri;
    }

    private StorageUri uri(OptionSpec option) {
        try {
            return StorageUri.parse(option.getValue());
        } catch (IllegalArgumentException e) {
            throw unusable(option.longestName() + ": " + e.getMessage(), e);
        }
    }

    private long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private ParameterException unreadable(Path file, IOException cause) {
        String why = Files.isDirectory(file) ? "it is a folder" : "is it there, and readable?";
        return unusable("cannot read " + file + ": " + why, cause);
    }
}
