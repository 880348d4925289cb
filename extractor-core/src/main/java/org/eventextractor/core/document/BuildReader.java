package org.eventextractor.core.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.eventextractor.core.config.EnvironmentReader;

/** Reads what this build is from the properties that Maven left in it. */
public final class BuildReader {

    private static final String PROPERTIES = "build.properties";
    private static final String UNKNOWN = "unknown";

    private BuildReader() {}

    /**
     * What runs here.
     *
     * @param environment names the container image by {@code EXTRACTOR_IMAGE_DIGEST}, where there is one
     */
    public static Software software(EnvironmentReader environment) {
        Properties build = new Properties();
        try (InputStream stream = BuildReader.class.getResourceAsStream(PROPERTIES)) {
            if (stream == null) {
                throw new IllegalStateException("this build has no " + PROPERTIES);
            }
            build.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + PROPERTIES, e);
        }
        return new Software(
                build.getProperty("version", UNKNOWN),
                build.getProperty("git.commit", UNKNOWN),
                environment.optional("EXTRACTOR_IMAGE_DIGEST", text -> text, UNKNOWN));
    }
}
