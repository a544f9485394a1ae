package dev.ddblocal.auth.sigv4;

import dev.ddblocal.auth.credentials.CredentialScope;
import dev.ddblocal.auth.credentials.SigningKey;
import dev.ddblocal.domain.port.UnverifiedRequest;
import dev.ddblocal.domain.port.UnverifiedRequest.Header;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;

/**
 * Calculates the signature that a request should have. One instance serves one thread, so that
 * digests and buffers are made once and used for every request of that thread.
 *
 * <pre>
 *   canonical request = method \n / \n query \n headers \n names of headers \n hex(sha256(body))
 *   string to sign    = AWS4-HMAC-SHA256 \n timestamp \n scope \n hex(sha256(canonical request))
 *   signature         = hex(hmac(signing key, string to sign))
 * </pre>
 */
final class SignatureCalculator {
  private static final ThreadLocal<SignatureCalculator> OF_THREAD =
      ThreadLocal.withInitial(SignatureCalculator::new);
  private static final int HASH_LENGTH = 32;
  private static final int SIGNATURE_LENGTH = 2 * HASH_LENGTH;

  private final MessageDigest sha256;
  private final Mac mac;
  private final CanonicalBuffer buffer = new CanonicalBuffer();
  private final byte[] hash = new byte[HASH_LENGTH];
  private final byte[] calculated = new byte[SIGNATURE_LENGTH];

  private SignatureCalculator() {
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
      this.mac = Mac.getInstance(SigningKey.MAC_ALGORITHM);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }

  /** The calling thread's instance. */
  static SignatureCalculator ofThread() {
    return OF_THREAD.get();
  }

  /**
   * Whether the signature is the one that the key makes of the request. Takes the same work for
   * every wrong signature.
   */
  boolean matches(
      UnverifiedRequest request,
      SignatureMaterial material,
      SignedHeaderNames signedHeaders,
      RequestTimestamp timestamp,
      CredentialScope scope,
      SigningKey key) {
    calculate(request, material.canonicalQuery(), signedHeaders, timestamp, scope, key);
    // Compares in constant time, also where the lengths differ.
    boolean equal =
        MessageDigest.isEqual(
            calculated, material.signature().getBytes(StandardCharsets.ISO_8859_1));
    return equal && signedHeaders.areUnique();
  }

  /** The signature that the key makes of a request that has no query string. */
  String signature(
      UnverifiedRequest request,
      SignedHeaderNames signedHeaders,
      RequestTimestamp timestamp,
      CredentialScope scope,
      SigningKey key) {
    calculate(request, "", signedHeaders, timestamp, scope, key);
    return new String(calculated, StandardCharsets.ISO_8859_1);
  }

  private void calculate(
      UnverifiedRequest request,
      String canonicalQuery,
      SignedHeaderNames signedHeaders,
      RequestTimestamp timestamp,
      CredentialScope scope,
      SigningKey key) {
    putCanonicalRequest(request, canonicalQuery, signedHeaders);
    hash(buffer.bytes(), buffer.length());
    putStringToSign(timestamp, scope);
    key.initialize(mac);
    mac.update(buffer.bytes(), 0, buffer.length());
    CanonicalBuffer.writeHex(mac.doFinal(), calculated, 0);
  }

  private void putCanonicalRequest(
      UnverifiedRequest request, String canonicalQuery, SignedHeaderNames signedHeaders) {
    byte[] body = request.body().unsafeArray();
    hash(body, body.length);
    buffer.clear();
    buffer.append(request.method()).append('\n');
    // The service answers at the root and nowhere else.
    buffer.append('/').append('\n');
    buffer.append(canonicalQuery).append('\n');
    putHeaders(request.headers(), signedHeaders);
    buffer.append('\n');
    for (int i = 0; i < signedHeaders.size(); i++) {
      if (i > 0) {
        buffer.append(';');
      }
      buffer.append(signedHeaders.get(i));
    }
    buffer.append('\n').appendHex(hash);
  }

  private void putHeaders(List<Header> headers, SignedHeaderNames signedHeaders) {
    // Headers of one name form a list, in the order of their arrival: time does not grow with the
    // product of both counts, which are the caller's.
    int[] first = new int[signedHeaders.size()];
    int[] last = new int[signedHeaders.size()];
    int[] next = new int[headers.size()];
    Arrays.fill(first, -1);
    Arrays.fill(next, -1);
    for (int i = 0; i < next.length; i++) {
      int name = signedHeaders.indexOf(headers.get(i).name());
      if (name < 0) {
        continue;
      }
      if (first[name] < 0) {
        first[name] = i;
      } else {
        next[last[name]] = i;
      }
      last[name] = i;
    }
    for (int name = 0; name < first.length; name++) {
      buffer.append(signedHeaders.get(name)).append(':');
      for (int i = first[name]; i >= 0; i = next[i]) {
        if (i != first[name]) {
          buffer.append(',');
        }
        buffer.appendHeaderValue(headers.get(i).value());
      }
      buffer.append('\n');
    }
  }

  private void putStringToSign(RequestTimestamp timestamp, CredentialScope scope) {
    buffer.clear();
    buffer.append(SigV4Authenticator.ALGORITHM).append('\n');
    buffer.append(timestamp.basic()).append('\n');
    buffer.append(scope.date()).append('/');
    buffer.append(scope.region().value()).append('/');
    buffer.append(scope.service()).append('/');
    buffer.append(CredentialScope.TERMINATOR).append('\n');
    buffer.appendHex(hash);
  }

  private void hash(byte[] bytes, int length) {
    sha256.update(bytes, 0, length);
    try {
      sha256.digest(hash, 0, HASH_LENGTH);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-256 does not fit its own length", e);
    }
  }
}
