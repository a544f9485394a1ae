package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityTransaction;
import java.util.List;

/** What has tags, besides users. */
enum Tagged {
  /** A customer managed policy. */
  POLICY("Policy") {
    @Override
    List<String> resources(IamCall call) {
      return RequestedPolicy.resources(call);
    }

    @Override
    IdentityRecord require(IdentityTransaction transaction, IamCall call) {
      return RequestedPolicy.requireOwned(transaction, call).record();
    }
  },
  /** A role. */
  ROLE("Role") {
    @Override
    List<String> resources(IamCall call) {
      return NamedEntity.resources(call, EntityType.ROLE);
    }

    @Override
    IdentityRecord require(IdentityTransaction transaction, IamCall call) {
      return NamedEntity.require(transaction, call, EntityType.ROLE).record();
    }
  };

  private final String label;

  Tagged(String label) {
    this.label = label;
  }

  /** The kind as names of operations hold it. */
  String label() {
    return label;
  }

  /** What a call works on. */
  abstract List<String> resources(IamCall call);

  /** The record that the call names. */
  abstract IdentityRecord require(IdentityTransaction transaction, IamCall call);
}
