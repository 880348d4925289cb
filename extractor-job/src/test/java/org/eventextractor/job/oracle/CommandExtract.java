package org.eventextractor.job.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eventextractor.job.RunningCommand;
import org.eventextractor.samples.SampleRequest;

/** The whole way, from a request document to published files, as {@code extractor-job run} goes it. */
final class CommandExtract implements Extract {

    private static final int COMPLETED = 0;
    private static final int COMPLETED_EMPTY = 5;

    @Override
    public List<DataFile> run(Path events, SampleRequest sample, Path scratch) throws Exception {
        Path request = Files.write(scratch.resolve("request.json"), sample.toJson());
        Path out = Files.createDirectory(scratch.resolve("out"));
        int exitCode = RunningCommand.run(request, events, out, scratch);
        List<DataFile> delivered = DuckDbOracle.parquetFiles(out).stream()
                .map(file -> dataFile(file, events, sample))
                .toList();
        assertThat(exitCode).isEqualTo(delivered.isEmpty() ? COMPLETED_EMPTY : COMPLETED);
        return delivered;
    }

    /** The samples are small enough for one slice of each type, which holds all files that the range needs. */
    private static DataFile dataFile(Path file, Path events, SampleRequest sample) {
        String type = file.getName(file.getNameCount() - 2).toString();
        List<Path> sources = NeededDays.of(sample.range()).stream()
                .map(day -> events.resolve(type).resolve(day))
                .flatMap(folder -> DuckDbOracle.parquetFiles(folder).stream())
                .toList();
        return new DataFile(type, file, sources);
    }
}
