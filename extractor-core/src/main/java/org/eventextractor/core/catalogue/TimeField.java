package org.eventextractor.core.catalogue;

/**
 * Where an event type keeps the moment an event occurred.
 *
 * @param path field names from the top of the schema, joined by dots; passes through no repeated field
 * @param encoding how the value is stored
 */
public record TimeField(String path, TimeEncoding encoding) {}
