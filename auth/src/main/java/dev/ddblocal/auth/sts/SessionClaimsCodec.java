package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.SessionPolicies;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Session claims as bytes, compressed: policies and tags are text that repeats itself.
 *
 * <pre>
 *   form 1 byte | kind of principal 1 byte | account | its parts | issuing key | issued at 8 bytes
 *   | expires at 8 bytes | has policies 1 byte, documents, ARNs | tags | transitive keys
 *   | source identity
 *
 *   text = length 4 bytes, UTF-8      list = count 4 bytes, texts      absent text = ""
 * </pre>
 */
final class SessionClaimsCodec {
  private static final int FORM = 1;
  private static final int ROOT = 0;
  private static final int USER = 1;
  private static final int ROLE = 2;
  private static final int FEDERATED = 3;

  private SessionClaimsCodec() {}

  /** The claims as bytes. */
  static byte[] encode(SessionClaims claims) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, deflater))) {
      out.writeByte(FORM);
      write(out, claims.principal());
      writeText(out, claims.issuingKey().map(AccessKeyId::value).orElse(""));
      out.writeLong(claims.issuedAt().getEpochSecond());
      out.writeLong(claims.expiresAt().getEpochSecond());
      out.writeBoolean(claims.policies().isPresent());
      if (claims.policies().isPresent()) {
        writeTexts(out, claims.policies().get().documents());
        writeTexts(out, claims.policies().get().policyArns());
      }
      writeTexts(out, claims.tags().keySet());
      writeTexts(out, claims.tags().values());
      writeTexts(out, claims.transitiveTagKeys());
      writeText(out, claims.sourceIdentity().orElse(""));
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  /**
   * Reads the claims again.
   *
   * @param bytes what {@link #encode} made; they are authentic, so they are not suspected
   * @throws IllegalArgumentException if they have another form
   */
  static SessionClaims decode(byte[] bytes) {
    Inflater inflater = new Inflater(true);
    try (DataInputStream in =
        new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes), inflater))) {
      if (in.readByte() != FORM) {
        throw new IllegalArgumentException("session claims of an unknown form");
      }
      Principal principal = readPrincipal(in);
      Optional<AccessKeyId> issuingKey = AccessKeyId.parse(readText(in));
      Instant issuedAt = Instant.ofEpochSecond(in.readLong());
      Instant expiresAt = Instant.ofEpochSecond(in.readLong());
      Optional<SessionPolicies> policies =
          in.readBoolean()
              ? Optional.of(new SessionPolicies(readTexts(in), readTexts(in)))
              : Optional.empty();
      return new SessionClaims(
          principal,
          issuingKey,
          issuedAt,
          expiresAt,
          policies,
          tags(readTexts(in), readTexts(in)),
          new LinkedHashSet<>(readTexts(in)),
          Optional.of(readText(in)).filter(identity -> !identity.isEmpty()));
    } catch (IOException e) {
      throw new IllegalArgumentException("session claims that end early", e);
    } finally {
      inflater.end();
    }
  }

  private static void write(DataOutputStream out, Principal principal) throws IOException {
    switch (principal) {
      case Principal.Root(AccountId account) -> writeParts(out, ROOT, account.value());
      case Principal.User user -> writeUser(out, USER, user);
      case Principal.AssumedRole role ->
          writeParts(
              out,
              ROLE,
              role.accountId().value(),
              role.rolePath(),
              role.roleName(),
              role.roleId(),
              role.sessionName());
      case Principal.FederatedUser federated -> {
        writeUser(out, FEDERATED, federated.issuer());
        writeText(out, federated.name());
      }
    }
  }

  private static void writeUser(DataOutputStream out, int kind, Principal.User user)
      throws IOException {
    writeParts(out, kind, user.accountId().value(), user.path(), user.name(), user.userId());
  }

  private static void writeParts(DataOutputStream out, int kind, String... parts)
      throws IOException {
    out.writeByte(kind);
    for (String part : parts) {
      writeText(out, part);
    }
  }

  private static Principal readPrincipal(DataInputStream in) throws IOException {
    int kind = in.readByte();
    AccountId account = new AccountId(readText(in));
    return switch (kind) {
      case ROOT -> new Principal.Root(account);
      case USER -> readUser(account, in);
      case ROLE ->
          new Principal.AssumedRole(
              account, readText(in), readText(in), readText(in), readText(in), Map.of());
      case FEDERATED -> new Principal.FederatedUser(readUser(account, in), readText(in), Map.of());
      default -> throw new IllegalArgumentException("a principal of an unknown kind");
    };
  }

  private static Principal.User readUser(AccountId account, DataInputStream in) throws IOException {
    return new Principal.User(account, readText(in), readText(in), readText(in), Map.of());
  }

  private static Map<String, String> tags(List<String> keys, List<String> values) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      tags.put(keys.get(i), values.get(i));
    }
    return tags;
  }

  private static void writeTexts(DataOutputStream out, Collection<String> texts)
      throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      writeText(out, text);
    }
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static List<String> readTexts(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(readText(in));
    }
    return texts;
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }
}
