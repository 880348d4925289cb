package org.eventextractor.job;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;

/**
 * Native code for the ciphers of TLS: those of the JDK are fast only where the JVM's second compiler is used, which
 * jobs do without.
 *
 * @see <a href="https://github.com/corretto/amazon-corretto-crypto-provider">Amazon Corretto Crypto Provider</a>
 */
final class NativeCryptography {

    private NativeCryptography() {}

    /**
     * Makes it the first choice of the whole process, for connections made from now on. Where there is no library for
     * this machine, or it cannot be unpacked into {@code java.io.tmpdir}, the JDK's own code stays in use.
     */
    static void install() {
        try {
            if (AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null) {
                AmazonCorrettoCryptoProvider.install();
            }
        } catch (LinkageError e) {
            // nothing is lost but time
        }
    }
}
