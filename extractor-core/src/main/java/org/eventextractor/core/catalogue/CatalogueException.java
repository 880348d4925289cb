package org.eventextractor.core.catalogue;

import java.util.List;

/** A catalogue document cannot be used; the message names every fault by its JSON Pointer, one a line. */
public final class CatalogueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public CatalogueException(List<String> faults) {
        super("the catalogue cannot be used:\n  " + String.join("\n  ", faults));
    }
}
