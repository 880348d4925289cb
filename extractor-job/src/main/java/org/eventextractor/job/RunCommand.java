package org.eventextractor.job;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Callable;
import org.eventextractor.core.catalogue.Catalogue;
import org.eventextractor.core.catalogue.CatalogueException;
import org.eventextractor.core.catalogue.CatalogueReader;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageUri;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Extracts without Lambda and Batch, from a local folder or S3 to a local folder or S3. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Extracts from a local folder or an S3 prefix to a local folder or an S3 prefix,",
            "without any Lambda or Batch job. A request without userUUIDs asks for everyone."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything asked for is delivered, or estimated",
            "1:the extract failed",
            "2:the command line or the configuration cannot be used",
            "3:the request was refused; its faults are printed",
            "4:something could not be read; the rest is delivered",
            "5:nothing failed and no event matched"
        })
final class RunCommand implements Callable<Integer> {

    /** As much as the Lambda reads. */
    private static final long MAX_REQUEST_BYTES = 16L << 20;

    private final Map<String, String> environment;

    @Option(
            names = "--request",
            required = true,
            paramLabel = "FILE",
            description = "The request document, as it would be dropped into the bucket.")
    private Path request = Path.of("");

    @Option(
            names = "--events",
            required = true,
            paramLabel = "URI",
            description = "The folder that holds the event types: file:/folder or s3://bucket/prefix.")
    private String events = "";

    @Option(
            names = "--out",
            required = true,
            paramLabel = "URI",
            description = "Where event_data_subset_<jobId>/ is to appear: file:/folder or s3://bucket/prefix.")
    private String out = "";

    @Option(
            names = "--catalogue",
            paramLabel = "FILE",
            description = "Describes the event types. Default: the catalogue that comes with the extractor.")
    private @Nullable Path catalogue;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    RunCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        PrintWriter errors = spec.commandLine().getErr();
        try {
            if (sizeOf(request) > MAX_REQUEST_BYTES) {
                errors.println("The request was refused: it has " + sizeOf(request) + " bytes, and at most "
                        + MAX_REQUEST_BYTES + " are read. Put the users into a file and name it by userUUIDsS3URL.");
                return ExitCode.REFUSED.code();
            }
            return newRun(errors)
                    .extract(request.getFileName().toString(), read(request))
                    .code();
        } catch (CatalogueException | ConfigurationException e) {
            errors.println(e.getMessage());
            return ExitCode.USAGE.code();
        } catch (StorageException e) {
            errors.println("The extract failed: " + e.getMessage());
            return ExitCode.FAILED.code();
        }
    }

    private LocalRun newRun(PrintWriter errors) {
        Catalogue types =
                catalogue == null ? CatalogueReader.defaultCatalogue() : CatalogueReader.read(read(catalogue));
        RunPrinter printer = new RunPrinter(spec.commandLine().getOut(), errors);
        return new LocalRun(
                environment, eventsUri(), uri("--out", out), types, printer, Clock.tickMillis(ZoneOffset.UTC));
    }

    private ParameterException unusable(String message, Exception cause) {
        return new ParameterException(spec.commandLine(), message, cause);
    }

    /** A folder that is not there would look like one that holds no events. */
    private StorageUri eventsUri() {
        StorageUri uri = uri("--events", events);
        if (uri.scheme().equals("file") && !Files.isDirectory(Path.of(uri.root()))) {
            throw new ParameterException(spec.commandLine(), "--events: there is no folder " + uri.root());
        }
        return uri;
    }

    private StorageUri uri(String option, String text) {
        try {
            return StorageUri.parse(text);
        } catch (IllegalArgumentException e) {
            throw unusable(option + ": " + e.getMessage(), e);
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
        return unusable("cannot read " + file + ": is it there, and readable?", cause);
    }
}
