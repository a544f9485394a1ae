package dev.ddblocal.auth.credentials;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks resolvers one after the other. The first that knows the key answers, an unknown key falls
 * through to the next, and a failure ends the search.
 */
public final class CredentialResolverChain implements CredentialResolver {
  private final List<CredentialResolver> resolvers;

  /** Creates a chain that asks in the order of the list. */
  public CredentialResolverChain(List<? extends CredentialResolver> resolvers) {
    this.resolvers = List.copyOf(resolvers);
  }

  @Override
  public CompletionStage<Optional<ResolvedCredential>> resolve(CredentialQuery query) {
    return resolveFrom(0, query);
  }

  private CompletionStage<Optional<ResolvedCredential>> resolveFrom(
      int index, CredentialQuery query) {
    if (index == resolvers.size()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    CompletionStage<Optional<ResolvedCredential>> answer = resolvers.get(index).resolve(query);
    return answer.thenCompose(found -> found.isPresent() ? answer : resolveFrom(index + 1, query));
  }
}
