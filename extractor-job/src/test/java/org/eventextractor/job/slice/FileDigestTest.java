package org.eventextractor.job.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.Security;
import org.eventextractor.job.FreshJvm;
import org.eventextractor.job.write.FileBuffers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileDigestTest {

    private static final String CORRETTO = "AmazonCorrettoCryptoProvider";

    @TempDir
    private Path folder;

    private final FileDigest digest = new FileDigest(new FileBuffers());

    /** The example of FIPS 180-2, appendix B.1. */
    @Test
    void knownTextGivesTheKnownDigest() throws IOException {
        Path file = Files.writeString(folder.resolve("abc"), "abc", StandardCharsets.US_ASCII);

        assertThat(digest.sha256(file)).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void emptyFileHasADigest() throws IOException {
        assertThat(digest.sha256(Files.createFile(folder.resolve("empty"))))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void largeFileGivesTheDigestThatTheJdkGives() throws IOException {
        Path file = sparse(FileDigest.MANY + 1);

        assertThat(digest.sha256(file)).isEqualTo(digest.sha256(file, FileDigest.jdk()));
    }

    @Test
    void nativeCodeDigestsAsTheJdkDoes() throws IOException {
        assumeNativeCode();
        Path file = sparse(FileDigest.MANY);
        MessageDigest corretto = FileDigest.nativeOrJdk(FileDigest::corretto);

        assertThat(corretto.getProvider().getName()).isEqualTo(CORRETTO);
        assertThat(digest.sha256(file, corretto)).isEqualTo(digest.sha256(file, FileDigest.jdk()));
    }

    @Test
    void providerIsNotInstalled() throws IOException {
        digest.sha256(sparse(FileDigest.MANY));

        assertThat(Security.getProvider(CORRETTO)).isNull();
    }

    @Test
    void jdkDigestsWhereThereIsNoProvider() {
        MessageDigest jdk = FileDigest.nativeOrJdk(() -> {
            throw new NoClassDefFoundError("no such provider");
        });

        assertThat(jdk.getProvider()).isEqualTo(FileDigest.jdk().getProvider());
    }

    @Test
    void jdkDigestsWhereTheLibraryDoesNotLoad() throws IOException, InterruptedException {
        assertThat(FreshJvm.output(
                        "-Dcom.amazon.corretto.crypto.provider.useExternalLib=true", NameOfProvider.class, folder))
                .isEqualTo(FileDigest.jdk().getProvider().getName());
    }

    private Path sparse(long bytes) throws IOException {
        Path path = folder.resolve("sparse");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(bytes - 1);
            file.seek(bytes - 1);
            file.write('x');
        }
        return path;
    }

    private static void assumeNativeCode() {
        assumeTrue("Linux".equals(System.getProperty("os.name")) && "amd64".equals(System.getProperty("os.arch")));
    }

    /** Prints who digests large files. */
    static final class NameOfProvider {

        private NameOfProvider() {}

        public static void main(String[] args) {
            System.out.println(
                    FileDigest.nativeOrJdk(FileDigest::corretto).getProvider().getName());
        }
    }
}
