package dev.ddblocal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A certificate made for tests by the JDK's keytool, and its key. */
record TestCertificate(X509Certificate certificate, PrivateKey key) {
  static final TestCertificate RSA = make("RSA", "-keysize", "2048");
  static final TestCertificate EC = make("EC");
  static final TestCertificate ED25519 = make("Ed25519");

  private static final String PASSWORD = "password";
  private static final int SEQUENCE = 0x30;

  /**
   * Makes one for localhost.
   *
   * @param algorithm the kind of key, and perhaps its size, as keytool's options
   */
  static TestCertificate make(String... algorithm) {
    try {
      Path folder = Files.createTempDirectory("keytool");
      Path store = folder.resolve("store.p12");
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  "test",
                  "-dname",
                  "CN=localhost",
                  "-validity",
                  "2",
                  "-keystore",
                  store.toString(),
                  "-storetype",
                  "PKCS12",
                  "-storepass",
                  PASSWORD,
                  "-keyalg"));
      command.addAll(List.of(algorithm));
      Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, keytool.waitFor(), said);
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, PASSWORD.toCharArray());
      }
      Files.delete(store);
      Files.delete(folder);
      return new TestCertificate(
          (X509Certificate) keys.getCertificate("test"),
          (PrivateKey) keys.getKey("test", PASSWORD.toCharArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  String certificatePem() {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key as PKCS #8. */
  String keyPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  /** The key as PKCS #1 or SEC 1: what PKCS #8 wraps. */
  String olderKeyPem() {
    byte[] pkcs8 = key.getEncoded();
    int version = contentStart(pkcs8, 0);
    int algorithm = contentStart(pkcs8, version) + 1;
    assertEquals(SEQUENCE, pkcs8[algorithm]);
    int wrapped = contentStart(pkcs8, algorithm) + pkcs8[algorithm + 1];
    return pem(
        key.getAlgorithm() + " PRIVATE KEY",
        Arrays.copyOfRange(pkcs8, contentStart(pkcs8, wrapped), pkcs8.length));
  }

  private static int contentStart(byte[] der, int at) {
    int length = der[at + 1] & 0xFF;
    return at + 2 + (length < 0x80 ? 0 : length - 0x80);
  }

  private static String pem(String type, byte[] der) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + type
        + "-----\n";
  }
}
