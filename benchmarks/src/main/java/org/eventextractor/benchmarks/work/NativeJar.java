package org.eventextractor.benchmarks.work;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Takes a jar with native libraries apart, once, so that no run unpacks them again. */
final class NativeJar {

    private static final String NATIVE = ".so_linux_";

    private NativeJar() {}

    /** Leaves in the folder a jar of the classes and, beside it, the libraries for Linux. */
    static Path unpack(Path whole, Path folder) throws IOException {
        Path small = folder.resolve(whole.getFileName());
        if (Files.exists(small)) {
            return small;
        }
        Files.createDirectories(folder);
        Path half = folder.resolve("half");
        try (ZipFile from = new ZipFile(whole.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(half))) {
            List<? extends ZipEntry> entries = from.stream().toList();
            for (ZipEntry entry : entries) {
                copy(from, entry, to, folder);
            }
        }
        return Files.move(half, small, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void copy(ZipFile from, ZipEntry entry, ZipOutputStream to, Path folder) throws IOException {
        try (InputStream content = from.getInputStream(entry)) {
            if (entry.getName().contains(NATIVE)) {
                Files.copy(content, folder.resolve(entry.getName()), StandardCopyOption.REPLACE_EXISTING);
            } else if (entry.getName().endsWith(".class") || entry.getName().startsWith("META-INF/services/")) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                content.transferTo(to);
            }
        }
    }
}
