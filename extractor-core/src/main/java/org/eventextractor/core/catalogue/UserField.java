package org.eventextractor.core.catalogue;

/**
 * Where an event type keeps its user.
 *
 * @param path field names from the top of the schema, joined by dots; passes through no repeated field
 * @param encoding how the value is stored
 */
public record UserField(String path, UserEncoding encoding) {}
