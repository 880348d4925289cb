package org.eventextractor.benchmarks.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A self-signed certificate for {@code localhost}, made by the JDK's keytool, and what clients need to trust it.
 *
 * @param keyStore PKCS 12; it serves as trust store as well
 * @param certificate PEM
 */
public record TlsIdentity(Path keyStore, Path certificate) {

    /** Of a key that guards nothing. */
    public static final String PASSWORD = "measure";

    /** Makes an identity that is good for a week. */
    public static TlsIdentity create(Path folder) throws IOException, InterruptedException {
        TlsIdentity identity = new TlsIdentity(folder.resolve("server.p12"), folder.resolve("server.pem"));
        Files.deleteIfExists(identity.keyStore);
        String store = identity.keyStore.toString();
        keytool("-genkeypair", store, "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "SAN=dns:localhost");
        keytool("-exportcert", store, "-rfc", "-file", identity.certificate.toString());
        return identity;
    }

    SSLContext context() throws IOException {
        try (InputStream stored = Files.newInputStream(keyStore)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(stored, PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot use the key store " + keyStore, e);
        }
    }

    private static void keytool(String command, String store, String... options)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        all.addAll(List.of(command, "-alias", "server", "-keystore", store, "-storetype", "PKCS12"));
        all.addAll(List.of("-storepass", PASSWORD));
        all.addAll(List.of(options));
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed: " + printed);
        }
    }
}
