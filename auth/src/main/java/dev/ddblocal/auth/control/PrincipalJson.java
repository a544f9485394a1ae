package dev.ddblocal.auth.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.SessionContext;
import dev.ddblocal.domain.identity.SessionPolicies;
import java.util.Map;
import java.util.Optional;

/** Principals and their sessions as the internal API writes them. */
final class PrincipalJson {
  private static final String ROOT = "Root";
  private static final String USER = "User";
  private static final String ASSUMED_ROLE = "AssumedRole";
  private static final String FEDERATED_USER = "FederatedUser";

  private PrincipalJson() {}

  static ObjectNode write(Principal principal) {
    ObjectNode json = ControlJson.object();
    switch (principal) {
      case Principal.Root _ -> json.put("type", ROOT);
      case Principal.User user -> {
        json.put("type", USER);
        named(json, user.path(), user.name(), user.userId());
      }
      case Principal.AssumedRole role -> {
        json.put("type", ASSUMED_ROLE);
        named(json, role.rolePath(), role.roleName(), role.roleId());
        json.put("sessionName", role.sessionName());
      }
      case Principal.FederatedUser federated -> {
        json.put("type", FEDERATED_USER);
        json.put("name", federated.name());
        json.set("issuer", write(federated.issuer()));
      }
    }
    json.put("accountId", principal.accountId().value());
    json.put("arn", principal.arn());
    ControlJson.putTextMap(json, "tags", principal.tags());
    return json;
  }

  private static void named(ObjectNode json, String path, String name, String id) {
    json.put("path", path);
    json.put("name", name);
    json.put("id", id);
  }

  static Principal read(JsonNode json) {
    AccountId account = account(json);
    Map<String, String> tags = ControlJson.textMap(json, "tags");
    return switch (ControlJson.text(json, "type")) {
      case ROOT -> new Principal.Root(account);
      case USER ->
          new Principal.User(
              account,
              ControlJson.text(json, "path"),
              ControlJson.text(json, "name"),
              ControlJson.text(json, "id"),
              tags);
      case ASSUMED_ROLE ->
          new Principal.AssumedRole(
              account,
              ControlJson.text(json, "path"),
              ControlJson.text(json, "name"),
              ControlJson.text(json, "id"),
              ControlJson.text(json, "sessionName"),
              tags);
      case FEDERATED_USER -> {
        if (read(ControlJson.member(json, "issuer")) instanceof Principal.User issuer
            && issuer.accountId().equals(account)) {
          yield new Principal.FederatedUser(issuer, ControlJson.text(json, "name"), tags);
        }
        throw new ControlJson.MalformedException("issuer is not a user of the account");
      }
      default -> throw new ControlJson.MalformedException("type is not one of a principal");
    };
  }

  static AccountId account(JsonNode json) {
    String text = ControlJson.text(json, "accountId");
    if (!AccountId.isValid(text)) {
      throw new ControlJson.MalformedException("accountId is not an account id");
    }
    return new AccountId(text);
  }

  static ObjectNode write(SessionContext session) {
    ObjectNode json = ControlJson.object();
    json.put("issuedAt", session.issuedAt().getEpochSecond());
    json.put("expiresAt", session.expiresAt().getEpochSecond());
    session
        .policies()
        .ifPresent(policies -> {
          ObjectNode written = json.putObject("policies");
          ControlJson.putTexts(written, "documents", policies.documents());
          ControlJson.putTexts(written, "policyArns", policies.policyArns());
        });
    session.sourceIdentity().ifPresent(identity -> json.put("sourceIdentity", identity));
    json.put("multiFactor", session.multiFactor());
    return json;
  }

  static SessionContext readSession(JsonNode json) {
    Optional<SessionPolicies> policies =
        ControlJson.optionalObject(json, "policies")
            .map(written ->
                new SessionPolicies(
                    ControlJson.texts(written, "documents"),
                    ControlJson.texts(written, "policyArns")));
    return new SessionContext(
        ControlJson.instant(json, "issuedAt"),
        ControlJson.instant(json, "expiresAt"),
        policies,
        ControlJson.optionalText(json, "sourceIdentity"),
        ControlJson.flag(json, "multiFactor"));
  }
}
