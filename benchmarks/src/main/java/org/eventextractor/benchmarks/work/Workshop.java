package org.eventextractor.benchmarks.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eventextractor.benchmarks.data.BenchData;

/**
 * Where runs leave their files; each run begins with an empty output.
 *
 * @param folder made if it is not there
 * @param jobJar the product
 * @param jobOptions what its JVM is started with wherever it runs, as {@code java} reads it after an {@code @}
 * @param productOptions of the product's JVM in addition
 */
public record Workshop(Path folder, Path jobJar, Path jobOptions, List<String> productOptions) {

    public Workshop {
        productOptions = List.copyOf(productOptions);
    }

    /** The JVM that all contenders use: this one. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    List<String> productJava() {
        List<String> command = new ArrayList<>(List.of(java(), "@" + jobOptions));
        command.addAll(productOptions);
        return command;
    }

    Path log(String contender) {
        return folder.resolve(contender + ".log");
    }

    Path emptyOutput() throws IOException {
        Path output = folder.resolve("out");
        BenchData.delete(output);
        return Files.createDirectories(output);
    }
}
