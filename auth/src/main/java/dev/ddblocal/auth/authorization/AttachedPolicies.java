package dev.ddblocal.auth.authorization;

import dev.ddblocal.auth.policy.NamedPolicy;
import dev.ddblocal.domain.schema.TableDefinition;
import java.util.Optional;

/** The resource-based policies that tables and streams were given. */
public final class AttachedPolicies implements ResourcePolicyLookup {
  /** Creates the lookup. */
  public AttachedPolicies() {}

  @Override
  public Optional<NamedPolicy> policyOf(TableDefinition table, Optional<String> streamLabel) {
    return table
        .resourcePolicies()
        .of(streamLabel)
        .map(policy -> new NamedPolicy(policy.revisionId(), policy.document()));
  }
}
