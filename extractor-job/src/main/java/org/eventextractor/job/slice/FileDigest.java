package org.eventextractor.job.slice;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;
import org.eventextractor.job.write.FileBuffers;

/**
 * Checksums of data files, by the JDK or, for many bytes, by the native code of the Amazon Corretto Crypto Provider.
 * Where that does not load, the JDK does all. A job on S3 has it installed for its connections, and then for all files.
 *
 * <p>Thread-safe.
 *
 * @see <a href="https://doi.org/10.6028/NIST.FIPS.180-4">FIPS 180-4</a>
 */
final class FileDigest {

    /**
     * Once so many bytes were to be digested, native code does it. It takes 0.25 CPU seconds to begin; code of the
     * JVM's first compiler takes that long for 30 MB, and whoever had so many has more to come.
     */
    static final long MANY = 24L << 20;

    private final AtomicLong asked = new AtomicLong();
    private final FileBuffers buffers;

    /** @param buffers through which files are read */
    FileDigest(FileBuffers buffers) {
        this.buffers = buffers;
    }

    /** SHA-256 of a whole file, in hexadecimal. */
    String sha256(Path file) throws IOException {
        boolean many = asked.addAndGet(Files.size(file)) >= MANY;
        return sha256(file, many ? nativeOrJdk(FileDigest::corretto) : jdk());
    }

    /** The file's bytes through a new SHA-256 digest, in hexadecimal. */
    String sha256(Path file, MessageDigest digest) throws IOException {
        ByteBuffer buffer = buffers.take();
        try (FileChannel channel = FileChannel.open(file)) {
            while (channel.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
        } finally {
            buffers.giveBack(buffer);
        }
        return Hex.encodeHexString(digest.digest());
    }

    /**
     * SHA-256 by a provider, or by the JDK if the provider does not load or has none.
     *
     * @param provider gives the provider, or throws a {@link LinkageError}
     */
    static MessageDigest nativeOrJdk(Supplier<Provider> provider) {
        try {
            return MessageDigest.getInstance(MessageDigestAlgorithms.SHA_256, provider.get());
        } catch (LinkageError | NoSuchAlgorithmException e) {
            return jdk();
        }
    }

    static MessageDigest jdk() {
        return DigestUtils.getSha256Digest();
    }

    /**
     * The provider, which unpacks its library into {@code java.io.tmpdir} when first asked for.
     *
     * @throws LinkageError if there is no library for this machine, or it cannot be unpacked or loaded
     */
    static Provider corretto() {
        Throwable error = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
        if (error != null) {
            throw new LinkageError("the native library did not load", error);
        }
        return AmazonCorrettoCryptoProvider.INSTANCE;
    }
}
