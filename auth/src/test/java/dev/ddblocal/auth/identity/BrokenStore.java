package dev.ddblocal.auth.identity;

import dev.ddblocal.domain.error.DynamoDbException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Fails. */
final class BrokenStore implements IdentityStore {
  @Override
  public CompletionStage<Optional<IdentityRecord>> get(String partition, String sort) {
    return CompletableFuture.failedFuture(DynamoDbException.internalServerError());
  }

  @Override
  public CompletionStage<List<IdentityRecord>> list(String partition, String sortPrefix) {
    return CompletableFuture.failedFuture(DynamoDbException.internalServerError());
  }

  @Override
  public CompletionStage<List<IdentityRecord>> scan(String attribute) {
    return CompletableFuture.failedFuture(DynamoDbException.internalServerError());
  }

  @Override
  public CompletionStage<Void> apply(List<IdentityChange> changes) {
    return CompletableFuture.failedFuture(DynamoDbException.internalServerError());
  }
}
