package dev.ddblocal.auth.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.value.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A file of secrets, encrypted under a data key of its own that a {@link KeyVault} has wrapped.
 *
 * <pre>
 *   DDBK1 LF
 *   {"v":1,"kek":{...},"wrapNonce":BASE64,"wrappedDek":BASE64} LF
 *   nonce 12 bytes | AES-256-GCM of the content, with the header line as its context
 * </pre>
 *
 * <p>Values of this class hold the encrypted form; {@link #open} gives the content away.
 */
public final class EncryptedFile {
  private static final byte[] MAGIC = "DDBK1\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] WRAP_CONTEXT = "DDBK1|dek".getBytes(StandardCharsets.US_ASCII);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KekDescription kek;
  private final KeyVault.Wrapped wrappedKey;
  private final byte[] header;
  private final byte[] sealed;

  private EncryptedFile(
      KekDescription kek, KeyVault.Wrapped wrappedKey, byte[] header, byte[] sealed) {
    this.kek = kek;
    this.wrappedKey = wrappedKey;
    this.header = header;
    this.sealed = sealed;
  }

  /** Whether bytes begin as an encrypted file does. */
  public static boolean isOne(byte[] bytes) {
    return bytes.length >= MAGIC.length
        && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /**
   * Encrypts content under a new data key.
   *
   * @throws VaultException if the vault does not wrap the data key
   */
  public static EncryptedFile seal(byte[] content, KeyVault vault) throws VaultException {
    return seal(content, SealingKey.random(), vault);
  }

  private static EncryptedFile seal(byte[] content, SealingKey dataKey, KeyVault vault)
      throws VaultException {
    byte[] keyBytes = dataKey.bytes();
    KeyVault.Wrapped wrapped = vault.wrap(keyBytes, WRAP_CONTEXT);
    Arrays.fill(keyBytes, (byte) 0);
    byte[] header = header(vault.description(), wrapped);
    return new EncryptedFile(vault.description(), wrapped, header, dataKey.seal(content, header));
  }

  private static byte[] header(KekDescription kek, KeyVault.Wrapped wrapped) {
    ObjectNode header = JSON.createObjectNode().put("v", 1);
    header.set("kek", kek.toJson());
    header.put("wrapNonce", wrapped.nonce().toBase64());
    header.put("wrappedDek", wrapped.ciphertext().toBase64());
    return header.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads the encrypted form.
   *
   * @throws VaultException if the bytes are not one whole encrypted file
   */
  public static EncryptedFile parse(byte[] bytes) throws VaultException {
    if (!isOne(bytes)) {
      throw new VaultException("it is no encrypted file");
    }
    int end = MAGIC.length;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    if (end == bytes.length) {
      throw new VaultException("it ends within its header");
    }
    byte[] header = Arrays.copyOfRange(bytes, MAGIC.length, end);
    byte[] sealed = Arrays.copyOfRange(bytes, end + 1, bytes.length);
    try {
      JsonNode json = JSON.readTree(header);
      if (json.path("v").asInt() != 1) {
        throw new VaultException("its version is unknown");
      }
      KeyVault.Wrapped wrapped =
          new KeyVault.Wrapped(
              Bytes.wrap(Base64.getDecoder().decode(json.path("wrapNonce").asText())),
              Bytes.wrap(Base64.getDecoder().decode(json.path("wrappedDek").asText())));
      return new EncryptedFile(KekDescription.fromJson(json.path("kek")), wrapped, header, sealed);
    } catch (IOException | IllegalArgumentException e) {
      throw new VaultException("its header is damaged", e);
    }
  }

  /** Which key encryption key opens the file. */
  public KekDescription kek() {
    return kek;
  }

  /**
   * Decrypts the content.
   *
   * @throws VaultException if the vault's key is another one, or any byte has been changed
   */
  public byte[] open(KeyVault vault) throws VaultException {
    return dataKey(vault)
        .open(sealed, header)
        .orElseThrow(() -> new VaultException("the file is damaged: its content fails the check"));
  }

  /**
   * The same content under another key encryption key, and under a new data key.
   *
   * @throws VaultException as {@link #open} and {@link #seal} do
   */
  public EncryptedFile rewrap(KeyVault from, KeyVault to) throws VaultException {
    byte[] content = open(from);
    try {
      return seal(content, to);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private SealingKey dataKey(KeyVault vault) throws VaultException {
    byte[] bytes = vault.unwrap(wrappedKey, WRAP_CONTEXT);
    if (bytes.length != SealingKey.KEY_BYTES) {
      throw new VaultException("the file is damaged: its data key has a wrong length");
    }
    SealingKey key = SealingKey.of(bytes);
    Arrays.fill(bytes, (byte) 0);
    return key;
  }

  /** The encrypted form, as it stands in a file. */
  public byte[] bytes() {
    byte[] bytes = Arrays.copyOf(MAGIC, MAGIC.length + header.length + 1 + sealed.length);
    System.arraycopy(header, 0, bytes, MAGIC.length, header.length);
    bytes[MAGIC.length + header.length] = '\n';
    System.arraycopy(sealed, 0, bytes, MAGIC.length + header.length + 1, sealed.length);
    return bytes;
  }
}
