package org.eventextractor.benchmarks.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * Makes much out of little: hard links to the same few days under many days' names, or several times within a day, so
 * that a reader opens as many files as a large bucket has while the disk cache holds only a few.
 *
 * @param source what is linked to
 * @param days how many partitions the result has; the source's days come again and again
 * @param copies how often each file is in its partition
 */
record LinkedDays(DataSet source, int days, int copies) {

    DataSet writeTo(Path folder) throws IOException {
        int files = 0;
        for (int n = 0; n < days; n++) {
            LocalDate original = source.firstDay().plusDays(n % source.days());
            Path target = folder.resolve(DayFolders.prefix(source.firstDay().plusDays(n)));
            Files.createDirectories(target);
            files += link(DayFolders.files(source.folder(), original), target);
        }
        return new DataSet(folder, source.firstDay(), days, files);
    }

    private int link(List<Path> originals, Path target) throws IOException {
        for (Path original : originals) {
            for (int copy = 0; copy < copies; copy++) {
                Files.createLink(target.resolve(copy + "-" + original.getFileName()), original);
            }
        }
        return originals.size() * copies;
    }
}
