package org.eventextractor.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs a test's own program in a JVM of its own, for libraries and providers that stay once they are loaded. */
public final class FreshJvm {

    private static final int SECONDS = 30;

    private FreshJvm() {}

    /**
     * What the program prints, without the blanks around it.
     *
     * @param option of the JVM
     * @param main has the main method
     * @param folder an existing folder for its output
     */
    public static String output(String option, Class<?> main, Path folder) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        java.toString(), option, "-cp", System.getProperty("java.class.path"), main.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output).strip();
    }
}
