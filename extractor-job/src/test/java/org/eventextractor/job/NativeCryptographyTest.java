package org.eventextractor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
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

        assertThat(FreshJvm.output("-Dnothing=else", NameOfProvider.class, folder))
                .isEqualTo("AmazonCorrettoCryptoProvider");
    }

    @Test
    void theJdkEncryptsWhereTheLibraryDoesNotLoad() throws IOException, InterruptedException {
        assertThat(FreshJvm.output(
                        "-Dcom.amazon.corretto.crypto.provider.useExternalLib=true", NameOfProvider.class, folder))
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
