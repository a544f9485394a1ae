package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.value.CorruptItemException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The form in which an encrypted item stands in its row.
 *
 * <pre>
 *   payload = 81 | data key version 2 | nonce 12 | ciphertext | tag 16      AES-256-GCM
 *   context = 81 | account 12 | region | 00 | id of the store 16 | key of the row
 * </pre>
 *
 * <p>The first byte tells it from an item that is not encrypted, whose first byte is the version of
 * its encoding, and is the version of this form. The context is not stored: a payload in another
 * row, store, account or region than it was sealed for does not open.
 */
final class SealedPayload {
  /** The first byte. */
  static final byte FORM = (byte) 0x81;

  private static final int VERSION = 1;
  private static final int NONCE = 3;
  private static final int NONCE_BYTES = 12;
  private static final int CIPHERTEXT = NONCE + NONCE_BYTES;
  private static final int TAG_BYTES = 16;

  /** By how much a payload is longer than its item's encoding. */
  static final int OVERHEAD_BYTES = CIPHERTEXT + TAG_BYTES;

  /** To make a cipher costs more than to seal an item, so that each thread keeps one to open. */
  private static final ThreadLocal<Cipher> OPENING =
      ThreadLocal.withInitial(SealedPayload::newCipher);

  private SealedPayload() {}

  static boolean isSealed(byte[] payload) {
    return payload.length > 0 && payload[0] == FORM;
  }

  /** Seals items, on one thread at a time. */
  static final class Sealer {
    /** Nonces are drawn from the system's random source in so large portions. */
    private static final int NONCES_DRAWN = 512;

    private final SecureRandom random = new SecureRandom();
    private final byte[] nonces = new byte[NONCES_DRAWN * NONCE_BYTES];
    private final Cipher cipher = newCipher();
    private int used = nonces.length;

    /**
     * Seals an item.
     *
     * @param encoded the item's encoding; stays as it is
     * @param store the context's part before the key
     */
    byte[] seal(byte[] encoded, DataKey dataKey, byte[] store, byte[] key) {
      byte[] payload = new byte[encoded.length + OVERHEAD_BYTES];
      payload[0] = FORM;
      ByteBuffer.wrap(payload).putShort(VERSION, (short) dataKey.version());
      drawNonce(payload);
      try {
        cipher.init(Cipher.ENCRYPT_MODE, dataKey.key(), nonceOf(payload));
        cipher.updateAAD(store);
        cipher.updateAAD(key);
        cipher.doFinal(encoded, 0, encoded.length, payload, CIPHERTEXT);
        return payload;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("AES-256-GCM fails", e);
      }
    }

    private void drawNonce(byte[] payload) {
      if (used == nonces.length) {
        random.nextBytes(nonces);
        used = 0;
      }
      System.arraycopy(nonces, used, payload, NONCE, NONCE_BYTES);
      used += NONCE_BYTES;
    }
  }

  /**
   * Opens an item, on any thread.
   *
   * @throws CorruptItemException if this is not what one of the keys has sealed in this context
   */
  static byte[] open(byte[] payload, DataKeys keys, byte[] store, byte[] key) {
    if (payload.length < OVERHEAD_BYTES) {
      throw new CorruptItemException("an encrypted item ends too early");
    }
    int version = Short.toUnsignedInt(ByteBuffer.wrap(payload).getShort(VERSION));
    DataKey dataKey = keys.version(version);
    if (dataKey == null) {
      throw new CorruptItemException("an encrypted item of an unknown data key");
    }
    try {
      Cipher cipher = OPENING.get();
      cipher.init(Cipher.DECRYPT_MODE, dataKey.key(), nonceOf(payload));
      cipher.updateAAD(store);
      cipher.updateAAD(key);
      return cipher.doFinal(payload, CIPHERTEXT, payload.length - CIPHERTEXT);
    } catch (GeneralSecurityException _) {
      throw new CorruptItemException("an encrypted item does not open");
    }
  }

  private static GCMParameterSpec nonceOf(byte[] payload) {
    return new GCMParameterSpec(TAG_BYTES * Byte.SIZE, payload, NONCE, NONCE_BYTES);
  }

  private static Cipher newCipher() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is not there", e);
    }
  }
}
