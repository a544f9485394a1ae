package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.credentials.AccessKeyGenerator;
import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.identity.AccessKeyUsage;
import dev.ddblocal.auth.identity.IdentityStore;
import dev.ddblocal.auth.identity.SecretSealer;
import dev.ddblocal.auth.identity.UniqueIdGenerator;
import dev.ddblocal.domain.identity.AccountId;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What the operations of IAM work with.
 *
 * @param iamAccount the IAM account
 * @param store the identity table
 * @param clock the time
 * @param ids makes unique ids
 * @param accessKeys makes access keys
 * @param sealer seals their secrets
 * @param usage knows when keys were last used
 * @param reserved which access key ids no key may have, as another source of keys has them
 */
public record IamEnvironment(
    AccountId iamAccount,
    IdentityStore store,
    InstantSource clock,
    UniqueIdGenerator ids,
    AccessKeyGenerator accessKeys,
    SecretSealer sealer,
    AccessKeyUsage usage,
    Predicate<AccessKeyId> reserved) {
  /** Refuses missing parts. */
  public IamEnvironment {
    Objects.requireNonNull(iamAccount, "iamAccount is null");
    Objects.requireNonNull(store, "store is null");
    Objects.requireNonNull(clock, "clock is null");
    Objects.requireNonNull(ids, "ids is null");
    Objects.requireNonNull(accessKeys, "accessKeys is null");
    Objects.requireNonNull(sealer, "sealer is null");
    Objects.requireNonNull(usage, "usage is null");
    Objects.requireNonNull(reserved, "reserved is null");
  }
}
