package dev.ddblocal.domain.port;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.identity.AccountScope;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a call has been allowed.
 *
 * @param home the caller's own account in the region of the call; bare names mean tables there
 * @param grants what became of each access, in the order of the request; empty if all of them are
 *     allowed within {@code home}
 */
public record Authorization(AccountScope home, List<Grant> grants) {
  /** Refuses missing parts. */
  public Authorization {
    Objects.requireNonNull(home, "home is null");
    grants = List.copyOf(grants);
  }

  /** Everything that was asked for is allowed, all of it within the caller's own account. */
  public static Authorization within(AccountScope home) {
    return new Authorization(home, List.of());
  }

  /**
   * Where everything lies that is allowed: the caller's own account, or one other account whose
   * resources the call names by their ARNs. Empty if it lies in several accounts.
   */
  public Optional<AccountScope> scope() {
    Set<AccountScope> scopes = new HashSet<>();
    for (Grant grant : grants) {
      if (grant instanceof Grant.Allowed(AccountScope scope)) {
        scopes.add(scope);
      }
    }
    return switch (scopes.size()) {
      case 0 -> Optional.of(home);
      case 1 -> scopes.stream().findFirst();
      default -> Optional.empty();
    };
  }

  /** What became of an access. */
  public sealed interface Grant {
    /**
     * The access is allowed.
     *
     * @param scope where the table or stream is
     */
    record Allowed(AccountScope scope) implements Grant {
      /** Refuses a missing scope. */
      public Allowed {
        Objects.requireNonNull(scope, "scope is null");
      }
    }

    /**
     * The access is refused, and the others of the call may be done.
     *
     * @param reason the exact error
     */
    record Refused(DynamoDbException reason) implements Grant {
      /** Refuses a missing reason. */
      public Refused {
        Objects.requireNonNull(reason, "reason is null");
      }
    }
  }
}
