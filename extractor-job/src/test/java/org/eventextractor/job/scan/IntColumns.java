package org.eventextractor.job.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Reads columns of numbers. */
final class IntColumns {

    private IntColumns() {}

    /** The last column of all rows. */
    static List<Integer> last(ScannedObject scanned) throws UnreadableObjectException {
        List<Integer> numbers = new ArrayList<>();
        for (RowBatch batch = scanned.nextBatch(); batch != null; batch = scanned.nextBatch()) {
            IntVector column = (IntVector) batch.leaves().get(batch.leaves().size() - 1);
            IntStream.range(0, batch.rows()).map(column::value).forEach(numbers::add);
        }
        return numbers;
    }
}
