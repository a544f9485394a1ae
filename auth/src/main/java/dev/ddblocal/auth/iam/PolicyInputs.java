package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.policy.MalformedPolicyException;
import dev.ddblocal.auth.policy.NamedPolicy;
import dev.ddblocal.auth.policy.PolicyDocument;
import dev.ddblocal.auth.policy.PolicyType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Policies that are handed over as text, to be tried or read. */
final class PolicyInputs {
  private PolicyInputs() {}

  /**
   * The policies of a list, each by the name of the list and its number in it.
   *
   * @throws dev.ddblocal.domain.port.QueryFault InvalidInput if one is malformed
   */
  static List<NamedPolicy> list(QueryParameters parameters, String member) {
    List<NamedPolicy> policies = new ArrayList<>();
    for (String document : parameters.list(member)) {
      checked(document, PolicyType.IDENTITY);
      policies.add(new NamedPolicy(member + "." + (policies.size() + 1), document));
    }
    return policies;
  }

  /**
   * Checks a policy.
   *
   * @throws dev.ddblocal.domain.port.QueryFault InvalidInput if it is malformed
   */
  static void checked(String document, PolicyType type) {
    try {
      PolicyDocument.parse(document, type);
    } catch (MalformedPolicyException e) {
      throw IamFaults.invalidInput(e.getMessage());
    }
  }

  /** The condition keys that policies ask for; a stored one that does not parse asks for none. */
  static Set<String> contextKeys(Collection<NamedPolicy> policies, PolicyType type) {
    Set<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (NamedPolicy policy : policies) {
      try {
        keys.addAll(PolicyDocument.parse(policy.document(), type).contextKeys());
      } catch (MalformedPolicyException e) {
        continue;
      }
    }
    return keys;
  }
}
