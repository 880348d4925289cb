package org.eventextractor.job;

import java.util.Map;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.core.config.EnvironmentReader;
import org.eventextractor.core.document.BuildReader;
import org.eventextractor.core.document.Software;
import org.eventextractor.job.fetch.ReaderFactory;

/**
 * What the {@code run} command is told by its environment.
 *
 * @param resources what this process may use
 * @param readers open the readers of events
 * @param callbacks how callbacks are posted
 * @param software what this process is, named in the documents
 */
record RunSettings(JobResources resources, ReaderFactory readers, CallbackSettings callbacks, Software software) {

    /**
     * Reads the environment.
     *
     * @throws ConfigurationException naming every fault
     */
    static RunSettings from(Map<String, String> environment) {
        EnvironmentReader reader = new EnvironmentReader(environment);
        JobResources resources = JobResources.from(reader);
        RunSettings settings = new RunSettings(
                resources, resources.readers(environment), CallbackSettings.from(reader), BuildReader.software(reader));
        reader.check();
        return settings;
    }
}
