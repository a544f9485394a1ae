package dev.ddblocal.auth.authorization;

import dev.ddblocal.auth.policy.NamedPolicy;
import dev.ddblocal.domain.schema.TableDefinition;
import java.util.Optional;

/** Finds the policy that is attached to a resource. */
@FunctionalInterface
public interface ResourcePolicyLookup {
  /** No resource has a policy. With this one, tables are not looked up for their policies. */
  ResourcePolicyLookup NONE = (_, _) -> Optional.empty();

  /** The policies that are kept with tables. */
  ResourcePolicyLookup ATTACHED =
      (table, streamLabel) ->
          table
              .resourcePolicies()
              .of(streamLabel)
              .map(policy ->
                  new NamedPolicy(
                      table.name() + streamLabel.map(label -> "/stream/" + label).orElse(""),
                      policy.document()));

  /**
   * The policy of a table with its indexes, or of a stream of it.
   *
   * @param table the table
   * @param streamLabel the label of the stream; empty for the table
   */
  Optional<NamedPolicy> policyOf(TableDefinition table, Optional<String> streamLabel);
}
