package dev.ddblocal.auth.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.CredentialQuery;
import dev.ddblocal.auth.credentials.CredentialScope;
import dev.ddblocal.auth.credentials.KeyStatus;
import dev.ddblocal.auth.credentials.ResolvedCredential;
import dev.ddblocal.auth.credentials.SigningKey;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.Region;
import java.time.Duration;
import java.util.Optional;

/** The question and the answer of ResolveSigningKey. */
final class ResolutionJson {
  private static final long MAX_AGE_SECONDS = Duration.ofDays(1).toSeconds();
  private static final String ACTIVE = "Active";
  private static final String INACTIVE = "Inactive";
  private static final String FOUND = "found";
  private static final String TOKEN_ERROR = "sessionTokenError";

  private ResolutionJson() {}

  static ObjectNode question(CredentialQuery query) {
    ObjectNode json = ControlJson.object();
    json.put("accessKeyId", query.id().value());
    json.put("date", query.scope().date());
    json.put("region", query.scope().region().value());
    json.put("service", query.scope().service());
    query.sessionToken().ifPresent(token -> json.put("sessionToken", token));
    return json;
  }

  static CredentialQuery readQuestion(JsonNode json) {
    String region = ControlJson.text(json, "region");
    if (!Region.isValid(region)) {
      throw new ControlJson.MalformedException("region is not a region name");
    }
    String date = ControlJson.text(json, "date");
    if (ScopeDate.parse(date).isEmpty()) {
      throw new ControlJson.MalformedException("date is not a day as YYYYMMDD");
    }
    return new CredentialQuery(
        accessKeyId(json),
        new CredentialScope(date, new Region(region), ControlJson.text(json, "service")),
        ControlJson.optionalText(json, "sessionToken"));
  }

  static AccessKeyId accessKeyId(JsonNode json) {
    return AccessKeyId.parse(ControlJson.text(json, "accessKeyId"))
        .orElseThrow(
            () -> new ControlJson.MalformedException("accessKeyId is not an access key id"));
  }

  /** There is no such key. */
  static ObjectNode unknown() {
    return ControlJson.object().put(FOUND, false);
  }

  /** The session token does not go with the key. */
  static ObjectNode invalidToken(DynamoDbException error) {
    return unknown().put(TOKEN_ERROR, error.getMessage());
  }

  static ObjectNode found(
      ResolvedCredential credential, Optional<String> policyVersion, Duration maxAge) {
    ObjectNode json = ControlJson.object().put(FOUND, true);
    json.put("accountId", credential.principal().accountId().value());
    json.set("principal", PrincipalJson.write(credential.principal()));
    json.put("status", text(credential.status()));
    json.put("signingKey", ControlJson.base64(credential.signingKey().bytes()));
    credential.session().ifPresent(session -> json.set("session", PrincipalJson.write(session)));
    policyVersion.ifPresent(version -> json.put("policyVersion", version));
    json.put("maxAge", maxAge.toSeconds());
    return json;
  }

  private static String text(KeyStatus status) {
    return switch (status) {
      case ACTIVE -> ACTIVE;
      case INACTIVE -> INACTIVE;
    };
  }

  /** What became of the question. */
  static Resolution read(JsonNode json) {
    if (!json.path(FOUND).isBoolean()) {
      throw new ControlJson.MalformedException("found is not a boolean");
    }
    if (!json.path(FOUND).booleanValue()) {
      return ControlJson.optionalText(json, TOKEN_ERROR)
          .<Resolution>map(message ->
              new Resolution.InvalidToken(
                  new DynamoDbException(ErrorCode.UNRECOGNIZED_CLIENT, message)))
          .orElse(Resolution.UNKNOWN);
    }
    Principal principal = PrincipalJson.read(ControlJson.member(json, "principal"));
    if (!principal.accountId().equals(PrincipalJson.account(json))) {
      throw new ControlJson.MalformedException("accountId is not the principal's");
    }
    KeyStatus status =
        switch (ControlJson.text(json, "status")) {
          case ACTIVE -> KeyStatus.ACTIVE;
          case INACTIVE -> KeyStatus.INACTIVE;
          default -> throw new ControlJson.MalformedException("status is none of an access key");
        };
    byte[] key = ControlJson.bytes(json, "signingKey");
    if (key.length != SigningKey.BYTES) {
      throw new ControlJson.MalformedException("signingKey has not 32 bytes");
    }
    return new Resolution.Found(
        new ResolvedCredential(
            principal,
            status,
            SigningKey.of(key),
            ControlJson.optionalObject(json, "session").map(PrincipalJson::readSession)),
        ControlJson.optionalText(json, "policyVersion"),
        Duration.ofSeconds(Math.clamp(ControlJson.number(json, "maxAge"), 0, MAX_AGE_SECONDS)));
  }
}
