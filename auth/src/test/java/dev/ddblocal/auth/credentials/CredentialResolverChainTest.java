package dev.ddblocal.auth.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.Region;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class CredentialResolverChainTest {
  private static final CredentialScope SCOPE =
      new CredentialScope("20260102", new Region("us-west-2"), "dynamodb");
  private static final CredentialResolver KNOWS_NOBODY =
      _ -> CompletableFuture.completedFuture(Optional.empty());
  private static final CredentialResolver FAILS =
      _ -> CompletableFuture.failedFuture(new IllegalStateException("no answer"));

  @Test
  void the_first_resolver_that_knows_the_key_answers() {
    assertEquals(Optional.of("111111111111"), account(KNOWS_NOBODY, knows("111111111111"), FAILS));
    assertEquals(
        Optional.of("111111111111"), account(knows("111111111111"), knows("222222222222")));
  }

  @Test
  void a_key_that_no_resolver_knows_is_unknown() {
    assertEquals(Optional.empty(), account(KNOWS_NOBODY, KNOWS_NOBODY));
    assertEquals(Optional.empty(), account());
  }

  @Test
  void a_failure_ends_the_search() {
    CompletionException failure =
        assertThrows(
            CompletionException.class, () -> account(KNOWS_NOBODY, FAILS, knows("111111111111")));

    assertInstanceOf(IllegalStateException.class, failure.getCause());
  }

  @Test
  void a_resolver_may_take_its_time() {
    CompletableFuture<Optional<ResolvedCredential>> later = new CompletableFuture<>();
    var answer =
        new CredentialResolverChain(List.of(_ -> later, knows("222222222222")))
            .resolve(new CredentialQuery(AccessKeyId.TEST, SCOPE))
            .toCompletableFuture();

    assertFalse(answer.isDone());
    later.complete(Optional.empty());
    assertEquals("222222222222", answer.join().orElseThrow().principal().accountId().value());
  }

  private static Optional<String> account(CredentialResolver... resolvers) {
    return new CredentialResolverChain(List.of(resolvers))
        .resolve(new CredentialQuery(AccessKeyId.TEST, SCOPE))
        .toCompletableFuture()
        .join()
        .map(credential -> credential.principal().accountId().value());
  }

  private static CredentialResolver knows(String account) {
    return query ->
        CompletableFuture.completedFuture(
            Optional.of(
                new ResolvedCredential(
                    new Principal.Root(new AccountId(account)),
                    KeyStatus.ACTIVE,
                    SigningKey.derive(SecretAccessKey.of("x"), query.scope()))));
  }
}
