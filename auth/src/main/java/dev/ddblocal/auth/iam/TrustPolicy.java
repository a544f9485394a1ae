package dev.ddblocal.auth.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.policy.PolicySizeLimit;
import dev.ddblocal.auth.policy.PolicyType;
import dev.ddblocal.domain.identity.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The trust policy in a call. */
final class TrustPolicy {
  private static final Pattern PRINCIPAL =
      Pattern.compile("arn:aws:iam::([0-9]{12}):(user|role)/(?:[!-~]+/)?([\\w+=,.@-]+)");
  private static final JsonMapper JSON = new JsonMapper();

  private TrustPolicy() {}

  /**
   * The trust policy in a parameter. The users and roles it names have to be there.
   *
   * @throws dev.ddblocal.domain.port.QueryFault a ValidationError, MalformedPolicyDocument or
   *     LimitExceeded
   */
  static String require(IdentityTransaction transaction, IamCall call, String member) {
    String document = PolicyText.require(call, member, PolicyType.TRUST);
    if (PolicySizeLimit.TRUST.isExceededBy(document)) {
      throw IamFaults.quotaExceeded("ACLSizePerRole", PolicySizeLimit.TRUST.limit());
    }
    for (String principal : principals(document)) {
      if (isMissing(transaction, principal)) {
        throw PolicyFaults.malformed("Invalid principal in policy: \"AWS\":\"" + principal + "\"");
      }
    }
    return document;
  }

  private static boolean isMissing(IdentityTransaction transaction, String principal) {
    Matcher matcher = PRINCIPAL.matcher(principal);
    if (!matcher.matches()) {
      return false;
    }
    EntityType type = matcher.group(2).equals("user") ? EntityType.USER : EntityType.ROLE;
    AccountId account = new AccountId(matcher.group(1));
    return Entities.find(transaction, account, type, matcher.group(3))
        .filter(entity -> entity.arn().equals(principal))
        .isEmpty();
  }

  /** The AWS principals that a document names. It was parsed before. */
  private static List<String> principals(String document) {
    List<String> principals = new ArrayList<>();
    try {
      for (JsonNode element : JSON.readTree(document).findValues("AWS")) {
        if (element.isTextual()) {
          principals.add(element.asText());
        }
        element.forEach(one -> principals.add(one.asText()));
      }
    } catch (JsonProcessingException e) {
      throw PolicyFaults.malformed(e.getOriginalMessage());
    }
    return principals;
  }
}
