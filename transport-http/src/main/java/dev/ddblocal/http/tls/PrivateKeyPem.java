package dev.ddblocal.http.tls;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads private keys in PEM (RFC 7468, and the older forms of RSA and elliptic curve keys). */
final class PrivateKeyPem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]*)-----END \\1PRIVATE KEY-----");
  private static final byte SEQUENCE = 0x30;
  private static final byte OCTET_STRING = 0x04;
  private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};
  private static final int SHORT_FORM = 0x80;
  private static final int MAX_BYTE = 0xFF;
  private static final int MAX_KEY = 60_000;

  private PrivateKeyPem() {}

  /**
   * Reads the first private key of a text.
   *
   * @param of the public key that it belongs to, which says what kind of key it is
   * @throws GeneralSecurityException if there is none or it is of another kind; the message says so
   */
  static PrivateKey read(String pem, PublicKey of) throws GeneralSecurityException {
    Matcher block = BLOCK.matcher(pem);
    if (!block.find()) {
      throw new GeneralSecurityException("it holds no private key in PEM");
    }
    byte[] encoded;
    try {
      encoded = Base64.getMimeDecoder().decode(block.group(2));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("its private key is not Base64", e);
    }
    byte[] pkcs8 =
        switch (block.group(1)) {
          case "" -> encoded;
          case "RSA ", "EC " -> pkcs8(encoded, of);
          case "ENCRYPTED " -> throw new GeneralSecurityException("its private key is encrypted");
          default -> throw new GeneralSecurityException("its private key is of an unknown form");
        };
    return KeyFactory.getInstance(of.getAlgorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  /**
   * Puts a key of an older form, which does not say all about its algorithm, into PKCS #8, with
   * what its public key says of the algorithm.
   *
   * <pre>
   *   public key = SEQUENCE { algorithm SEQUENCE, BIT STRING }
   *   PKCS #8    = SEQUENCE { INTEGER 0, algorithm SEQUENCE, OCTET STRING { older form } }
   * </pre>
   */
  private static byte[] pkcs8(byte[] olderForm, PublicKey publicKey)
      throws GeneralSecurityException {
    if (olderForm.length > MAX_KEY) {
      throw new GeneralSecurityException("its private key is too long");
    }
    byte[] encoded = publicKey.getEncoded();
    int algorithmStart = contentStart(encoded, 0);
    int algorithmEnd =
        contentStart(encoded, algorithmStart) + contentLength(encoded, algorithmStart);
    byte[] algorithm = Arrays.copyOfRange(encoded, algorithmStart, algorithmEnd);
    return der(SEQUENCE, joined(VERSION_0, algorithm, der(OCTET_STRING, olderForm)));
  }

  private static int contentStart(byte[] der, int at) {
    int length = der[at + 1] & MAX_BYTE;
    return at + 2 + (length < SHORT_FORM ? 0 : length - SHORT_FORM);
  }

  private static int contentLength(byte[] der, int at) {
    int length = der[at + 1] & MAX_BYTE;
    if (length < SHORT_FORM) {
      return length;
    }
    int value = 0;
    for (int i = 0; i < length - SHORT_FORM; i++) {
      value = (value << Byte.SIZE) | (der[at + 2 + i] & MAX_BYTE);
    }
    return value;
  }

  private static byte[] der(byte tag, byte[] content) {
    int length = content.length;
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    der.write(tag);
    if (length < SHORT_FORM) {
      der.write(length);
    } else if (length <= MAX_BYTE) {
      der.write(SHORT_FORM + 1);
      der.write(length);
    } else {
      der.write(SHORT_FORM + 2);
      der.write(length >> Byte.SIZE);
      der.write(length);
    }
    der.writeBytes(content);
    return der.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
