package dev.ddblocal.auth.identity;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where records of accounts, users, roles and keys are kept. Reads see every completed change. */
public interface IdentityStore {
  /** The record with those keys. */
  CompletionStage<Optional<IdentityRecord>> get(String partition, String sort);

  /** All records of a partition whose sort keys begin so, in the order of their sort keys. */
  CompletionStage<List<IdentityRecord>> list(String partition, String sortPrefix);

  /** All records that have the attribute, in no order. Reads the whole table. */
  CompletionStage<List<IdentityRecord>> scan(String attribute);

  /**
   * Does all changes or none.
   *
   * @param changes at most 100, each of another record
   * @return completes when they are durable; fails with an {@link IdentityConflictException} if a
   *     record stands against one
   */
  CompletionStage<Void> apply(List<IdentityChange> changes);
}
