package org.eventextractor.job.scan.format;

/**
 * The values that a column chunk's data pages refer to by index. Immutable.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/#DICTIONARY">Dictionary encoding</a>
 */
final class Dictionary {

    private final byte[] array;
    private final int[] starts;
    private final int[] lengths;

    private Dictionary(byte[] array, int[] starts, int[] lengths) {
        this.array = array;
        this.starts = starts;
        this.lengths = lengths;
    }

    /** @throws DamagedFileException if there are fewer entries than the header claims, or in an encoding not known */
    static Dictionary of(PageHeader header, ByteSlice body, Leaf leaf) {
        boolean plain = header.encoding() == Encodings.PLAIN || header.encoding() == Encodings.PLAIN_DICTIONARY;
        // each entry takes a byte at least, so a false claim reserves no more than the page's size
        if (!plain || header.values() > body.length()) {
            throw new DamagedFileException("a dictionary of " + header.values() + " entries in " + body.length()
                    + " bytes, in encoding " + header.encoding());
        }
        ValueDecoder values = ValueDecoder.plain(leaf, body);
        int[] starts = new int[header.values()];
        int[] lengths = new int[header.values()];
        for (int i = 0; i < starts.length; i++) {
            values.next();
            starts[i] = values.start;
            lengths[i] = values.length;
        }
        return new Dictionary(body.array(), starts, lengths);
    }

    int size() {
        return starts.length;
    }

    byte[] array() {
        return array;
    }

    void require(int index) {
        if (index < 0 || index >= starts.length) {
            throw new DamagedFileException("entry " + index + " of a dictionary of " + starts.length);
        }
    }

    int start(int index) {
        return starts[index];
    }

    int length(int index) {
        return lengths[index];
    }
}
