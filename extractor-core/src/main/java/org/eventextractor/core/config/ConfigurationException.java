package org.eventextractor.core.config;

import java.util.List;

/** A deployment's configuration cannot be used; the message names every fault, one a line. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConfigurationException(List<String> faults) {
        super("the configuration cannot be used:\n  " + String.join("\n  ", faults));
    }
}
