package dev.ddblocal.http.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/**
 * A certificate with what leads to its root, and its private key.
 *
 * @param chain the certificates, the server's first
 */
@SuppressWarnings("ArrayRecordComponent") // As key managers give it; nobody changes or compares it.
record ServerIdentity(PrivateKey key, X509Certificate[] chain) {
  private static final byte[] PROBE = "probe".getBytes(StandardCharsets.US_ASCII);

  /**
   * Reads both files and sees whether they belong together.
   *
   * @throws UnusableCertificateException if they cannot be used
   */
  static ServerIdentity read(TlsFiles files) {
    byte[] certificatePem = bytes(files.certificate(), "certificate");
    byte[] keyPem = bytes(files.key(), "private key");
    X509Certificate[] chain = chain(certificatePem, files.certificate());
    PublicKey publicKey = chain[0].getPublicKey();
    PrivateKey key;
    boolean pair;
    try {
      key = PrivateKeyPem.read(new String(keyPem, StandardCharsets.ISO_8859_1), publicKey);
      pair = arePair(key, publicKey);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new UnusableCertificateException(
          "the private key " + files.key() + " cannot be used: " + e.getMessage(), e);
    }
    if (!pair) {
      throw new UnusableCertificateException(
          "the private key " + files.key() + " is not that of " + files.certificate());
    }
    return new ServerIdentity(key, chain);
  }

  private static byte[] bytes(Path file, String what) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      String reason =
          switch (e) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "permission is denied";
            default -> String.valueOf(e.getMessage());
          };
      throw new UnusableCertificateException(
          "the " + what + " " + file + " cannot be read: " + reason, e);
    }
  }

  private static X509Certificate[] chain(byte[] pem, Path file) {
    try {
      X509Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))
              .toArray(X509Certificate[]::new);
      if (chain.length > 0) {
        return chain;
      }
    } catch (GeneralSecurityException e) {
      throw new UnusableCertificateException(
          "the certificate " + file + " cannot be used: " + e.getMessage(), e);
    }
    throw new UnusableCertificateException("the certificate " + file + " holds none in PEM");
  }

  private static boolean arePair(PrivateKey key, PublicKey publicKey)
      throws GeneralSecurityException {
    String algorithm =
        switch (publicKey.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case "EdDSA" -> "EdDSA";
          default ->
              throw new GeneralSecurityException(
                  publicKey.getAlgorithm() + " keys are not supported");
        };
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(PROBE);
    byte[] signed = signature.sign();
    signature.initVerify(publicKey);
    signature.update(PROBE);
    return signature.verify(signed);
  }

  /** Leaves the key out. */
  @Override
  public String toString() {
    return "ServerIdentity[" + chain[0].getSubjectX500Principal() + "]";
  }
}
