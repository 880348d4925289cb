package org.eventextractor.core.config;

import java.util.List;

/** A deployment's configuration cannot be used; the message names every fault, one a line. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    /** Of the process's environment. */
    public ConfigurationException(List<String> faults) {
        this("the configuration", faults);
    }

    /** @param what cannot be used, such as the name of a document */
    public ConfigurationException(String what, List<String> faults) {
        super(what + " cannot be used:\n  " + String.join("\n  ", faults));
        this.faults = List.copyOf(faults);
    }

    /** What is wrong, one fault an item. */
    public List<String> faults() {
        return faults;
    }
}
