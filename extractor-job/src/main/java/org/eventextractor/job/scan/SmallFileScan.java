package org.eventextractor.job.scan;

import java.io.IOException;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.job.scan.format.DamagedFileException;
import org.eventextractor.job.scan.format.FooterFrame;
import org.eventextractor.job.scan.format.Scratch;
import org.eventextractor.job.scan.format.ScratchPool;
import org.jspecify.annotations.Nullable;

/**
 * The short way for small files in memory: of all files of one footer, the first is read by parquet-java, and the
 * others here. Safe for use by many threads.
 */
final class SmallFileScan {

    private final EventSearch search;
    private final KnownFooters footers = new KnownFooters();
    private final ScratchPool scratches = new ScratchPool();

    SmallFileScan(EventSearch search) {
        this.search = search;
    }

    /**
     * Finds and decodes the matching rows.
     *
     * @return null if the file is not for this way: its footer is not known, it is large, it holds what is not decoded
     *     here, or it is damaged. Another reader then has to judge it from the beginning.
     */
    @Nullable
    ScannedObject scan(SourceObject source, byte[] file) {
        for (KnownFooter footer : footers.all()) {
            FooterFrame frame = footer.find(file);
            if (frame != null) {
                return scan(source, file, frame, footer);
            }
        }
        return null;
    }

    /** Takes note of the footer of a file that parquet-java has read. */
    void learn(byte[] file, ResolvedSchema schema, FileMetaData metadata) {
        try {
            FooterFrame frame = FooterFrame.find(file);
            if (frame != null) {
                footers.add(new KnownFooter(file, frame, schema, metadata), file);
            }
        } catch (DamagedFileException unusual) {
            // files of this footer go on being read by parquet-java, which understood it
        }
    }

    private @Nullable ScannedObject scan(SourceObject source, byte[] bytes, FooterFrame frame, KnownFooter footer) {
        Scratch scratch = scratches.borrow();
        try {
            MemoryFile file = MemoryFile.open(bytes, frame, footer, scratch);
            return file == null ? null : decoded(search.in(source, file, footer.schema(), footer.metadata(), true));
        } catch (IOException | RuntimeException damaged) {
            // which damage it is, and whether it is any, is for parquet-java to say
            return null;
        } finally {
            scratches.giveBack(scratch);
        }
    }

    /** Rows that are not decoded yet would need the scratch memory later. */
    private static @Nullable ScannedObject decoded(ScannedObject scanned) {
        return scanned.isDecoded() ? scanned : null;
    }
}
