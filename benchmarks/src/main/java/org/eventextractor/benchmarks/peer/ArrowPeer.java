package org.eventextractor.benchmarks.peer;

import java.util.Optional;
import org.apache.arrow.dataset.file.FileFormat;
import org.apache.arrow.dataset.file.FileSystemDatasetFactory;
import org.apache.arrow.dataset.jni.NativeMemoryPool;
import org.apache.arrow.dataset.scanner.ScanOptions;
import org.apache.arrow.dataset.scanner.Scanner;
import org.apache.arrow.dataset.source.Dataset;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * Less than the work: Arrow's C++ scanner decodes all columns, without a filter (its Java interface takes one only as a
 * Substrait plan) and without output. What it costs is the least that the whole work would cost.
 */
public final class ArrowPeer {

    private static final long BATCH_ROWS = 32_768;

    private ArrowPeer() {}

    /** Arguments: see {@link PeerWork}; users, range and output are not looked at. */
    @SuppressWarnings("try") // what closes here declares every exception there is
    public static void main(String[] arguments) throws Exception {
        PeerWork work = PeerWork.of(arguments);
        String uri = work.events().resolve("started_session").toUri().toString();
        ScanOptions everything = new ScanOptions(BATCH_ROWS, Optional.empty());
        try (BufferAllocator allocator = new RootAllocator();
                FileSystemDatasetFactory factory = new FileSystemDatasetFactory(
                        allocator, NativeMemoryPool.getDefault(), FileFormat.PARQUET, uri);
                Dataset dataset = factory.finish();
                Scanner scanner = dataset.newScan(everything);
                ArrowReader batches = scanner.scanBatches()) {
            long rows = 0;
            while (batches.loadNextBatch()) {
                rows += batches.getVectorSchemaRoot().getRowCount();
            }
            PeerWork.done(rows);
        }
    }
}
