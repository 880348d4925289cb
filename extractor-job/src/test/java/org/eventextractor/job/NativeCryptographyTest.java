package org.eventextractor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NativeCryptographyTest {

    @TempDir
    private Path folder;

    @Test
    void nativeCodeEncryptsOnceInstalled() throws IOException, InterruptedException {
        assumeTrue("Linux".equals(System.getProperty("os.name")) && "amd64".equals(System.getProperty("os.arch")));

        assertThat(providerInAJvm("-Dnothing=else")).isEqualTo("AmazonCorrettoCryptoProvider");
    }

    @Test
    void theJdkEncryptsWhereTheLibraryDoesNotLoad() throws IOException, InterruptedException {
        assertThat(providerInAJvm("-Dcom.amazon.corretto.crypto.provider.useExternalLib=true"))
                .isEqualTo("SunJCE");
    }

    @Test
    void onlyJobsOnS3NeedIt() {
        assertThat(Main.isOnS3(new String[] {})).isTrue();
        assertThat(Main.isOnS3(new String[] {"run", "--events=s3://bucket/", "--out", "file:/out"}))
                .isTrue();
        assertThat(Main.isOnS3(new String[] {"run", "--events", "file:/in", "--out", "file:/out"}))
                .isFalse();
    }

    /** A JVM of its own, since what is installed stays. */
    private String providerInAJvm(String option) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        java.toString(),
                        option,
                        "-cp",
                        System.getProperty("java.class.path"),
                        NameOfProvider.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output).strip();
    }

    /** Prints whose cipher TLS gets. */
    static final class NameOfProvider {

        private NameOfProvider() {}

        public static void main(String[] args) throws GeneralSecurityException {
            NativeCryptography.install();
            System.out.println(
                    Cipher.getInstance("AES/GCM/NoPadding").getProvider().getName());
        }
    }
}
