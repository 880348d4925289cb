package org.eventextractor.job.oracle;

import java.nio.file.Path;
import java.util.List;
import org.eventextractor.samples.SampleRequest;

/** Whatever carries out a request: the seam between the oracle and the code it judges. */
interface Extract {

    /**
     * A data file delivered.
     *
     * @param eventType what it holds
     * @param file where it is
     * @param sources the files it was made of, in order
     */
    record DataFile(String eventType, Path file, List<Path> sources) {}

    /**
     * Carries out a request.
     *
     * @param events the folder of the event types
     * @param scratch an empty folder for whatever is written
     */
    List<DataFile> run(Path events, SampleRequest request, Path scratch) throws Exception;
}
