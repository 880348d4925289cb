package org.eventextractor.core.document;

import java.util.List;

/**
 * The columns of a data file.
 *
 * @param schemaId derived from the columns: the same columns have the same id
 * @param columns leaf columns in file order
 */
public record FileSchema(String schemaId, List<Column> columns) {

    /**
     * One leaf column.
     *
     * @param name its path, joined by dots
     * @param type the Parquet physical type, with repetition: {@code optional fixed_len_byte_array(16)}
     * @param logicalType the Parquet logical type; empty if it has none
     * @param sensitive whether the catalogue counts it as personal data
     */
    public record Column(String name, String type, String logicalType, boolean sensitive) {}

    public FileSchema {
        columns = List.copyOf(columns);
    }
}
