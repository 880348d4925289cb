package org.eventextractor.job.scan.format;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;

/**
 * Reads the row groups of a footer whose schema is known. Used once, by one thread.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift">FileMetaData</a>
 */
public final class FooterReader {

    static final int SCHEMA = 2 << 4 | CompactReader.LIST;
    static final int NUM_ROWS = 3 << 4 | CompactReader.I64;
    static final int ROW_GROUPS = 4 << 4 | CompactReader.LIST;

    private static final int COLUMNS = 1 << 4 | CompactReader.LIST;
    private static final int TOTAL_BYTE_SIZE = 2 << 4 | CompactReader.I64;
    private static final int ROW_GROUP_ROWS = 3 << 4 | CompactReader.I64;
    private static final int SORTING_COLUMNS = 4 << 4 | CompactReader.LIST;

    private final CompactReader in;
    private final List<Leaf> leaves;
    private final ColumnChunkReader chunks;

    private FooterReader(CompactReader in, List<Leaf> leaves, int dataEnd) {
        this.in = in;
        this.leaves = leaves;
        chunks = new ColumnChunkReader(in, dataEnd);
    }

    /**
     * Reads what lies between a footer's schema and its key-value pairs.
     *
     * @param frame where that is in the file
     * @param leaves of the file's schema, in its order
     * @throws DamagedFileException if the row groups cannot be as the footer says, or are described in another way than
     *     usual writers do
     */
    public static List<RowGroup> rowGroups(byte[] file, FooterFrame frame, List<Leaf> leaves) {
        CompactReader in = new CompactReader(file, frame.rowGroups(), frame.rest());
        List<RowGroup> rowGroups = new FooterReader(in, leaves, frame.start()).rowGroups();
        if (in.position() != frame.rest()) {
            throw new DamagedFileException("the footer goes on after its row groups");
        }
        return rowGroups;
    }

    /**
     * The leaves of a file's schema, with what files like it say of them in the same bytes.
     *
     * @param columns of the schema, in its order
     * @throws DamagedFileException as {@link #rowGroups(byte[], FooterFrame, List)} does
     */
    public static List<Leaf> leaves(byte[] file, FooterFrame frame, List<ColumnDescriptor> columns) {
        List<Leaf> leaves = columns.stream().map(Leaf::new).toList();
        CompactReader in = new CompactReader(file, frame.rowGroups(), frame.rest());
        return new FooterReader(in, leaves, frame.start()).describedLeaves();
    }

    private List<Leaf> describedLeaves() {
        if (rowGroupCount() == 0 || in.nextField(CompactReader.STOP) != COLUMNS) {
            return leaves;
        }
        List<Leaf> described = new ArrayList<>();
        FooterClaims.requireChunks(in.readList(CompactReader.STRUCT), leaves.size());
        for (Leaf leaf : leaves) {
            chunks.read(leaf);
            described.add(leaf.describedAs(chunks.style()));
        }
        return List.copyOf(described);
    }

    private List<RowGroup> rowGroups() {
        int count = rowGroupCount();
        List<RowGroup> rowGroups = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rowGroups.add(rowGroup());
        }
        return rowGroups;
    }

    private int rowGroupCount() {
        requireField(in.nextField(SCHEMA), NUM_ROWS);
        in.readI64();
        requireField(in.nextField(NUM_ROWS), ROW_GROUPS);
        return in.readList(CompactReader.STRUCT);
    }

    private RowGroup rowGroup() {
        List<ColumnChunk> columns = List.of();
        long rows = -1;
        boolean sized = false;
        for (int field = in.nextField(CompactReader.STOP); field != CompactReader.STOP; field = in.nextField(field)) {
            switch (field) {
                case COLUMNS -> columns = columns();
                case ROW_GROUP_ROWS -> rows = in.readI64();
                case TOTAL_BYTE_SIZE -> sized = in.readI64() >= 0;
                case SORTING_COLUMNS -> throw new DamagedFileException("a row group is described as sorted");
                default -> in.skip(field);
            }
        }
        if (!sized) {
            throw new DamagedFileException("a row group does not tell its size");
        }
        FooterClaims.requireRows(rows);
        FooterClaims.requireChunks(columns.size(), leaves.size());
        for (int i = 0; i < leaves.size(); i++) {
            FooterClaims.requireEntries(leaves.get(i).column(), columns.get(i).entries(), rows);
        }
        return new RowGroup((int) rows, columns);
    }

    private List<ColumnChunk> columns() {
        FooterClaims.requireChunks(in.readList(CompactReader.STRUCT), leaves.size());
        List<ColumnChunk> columns = new ArrayList<>(leaves.size());
        for (Leaf leaf : leaves) {
            columns.add(chunks.read(leaf));
        }
        return columns;
    }

    private static void requireField(int field, int expected) {
        if (field != expected) {
            throw new DamagedFileException("the footer's row groups do not follow its schema");
        }
    }
}
