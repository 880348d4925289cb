package org.eventextractor.job;

import org.eventextractor.core.config.EnvironmentReader;
import org.eventextractor.core.document.BuildReader;
import org.eventextractor.core.document.Software;
import picocli.CommandLine.IVersionProvider;

/** Prints what runs here. */
final class BuildVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        Software software = BuildReader.software(new EnvironmentReader(System.getenv()));
        return new String[] {"event-extractor " + software.version() + " (" + software.gitCommit() + ")"};
    }
}
