package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.AccountRecord;
import dev.ddblocal.auth.identity.EntityName;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityStore;
import dev.ddblocal.domain.identity.AccountId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds the whole ARNs of users, roles and groups that a call names without their paths: policies
 * are written against the ARN with the path.
 */
final class EntityArns {
  private static final List<String> KINDS = List.of("user", "role", "group");

  private final IdentityStore store;

  EntityArns(IdentityStore store) {
    this.store = Objects.requireNonNull(store, "store is null");
  }

  /**
   * What the ARNs name.
   *
   * @param arns the ARNs, with the paths of what exists
   * @param tags the tags of what exists; of several, those of the last
   */
  record Found(List<String> arns, Map<String, String> tags) {
    Found {
      arns = List.copyOf(arns);
      tags = Map.copyOf(tags);
    }
  }

  /** Finds what the ARNs name; an ARN of nothing that exists stays as it is. */
  CompletionStage<Found> found(AccountId account, List<String> arns) {
    CompletionStage<Found> found =
        CompletableFuture.completedFuture(new Found(List.of(), Map.of()));
    for (String arn : arns) {
      found = found.thenCompose(before -> with(before, account, arn));
    }
    return found;
  }

  private CompletionStage<Found> with(Found before, AccountId account, String arn) {
    for (String kind : KINDS) {
      String prefix = "arn:aws:iam::" + account + ":" + kind + "/";
      if (arn.startsWith(prefix) && arn.indexOf('/', prefix.length()) < 0) {
        String sort =
            kind.toUpperCase(Locale.ROOT) + "#" + EntityName.folded(arn.substring(prefix.length()));
        return store
            .get(AccountRecord.partition(account), sort)
            .thenApply(record ->
                record
                    .map(entity -> joined(before, whole(account, kind, entity), entity))
                    .orElseGet(() -> joined(before, arn, IdentityRecord.of("", ""))));
      }
    }
    return CompletableFuture.completedFuture(joined(before, arn, IdentityRecord.of("", "")));
  }

  private static String whole(AccountId account, String kind, IdentityRecord entity) {
    return "arn:aws:iam::"
        + account
        + ":"
        + kind
        + entity.text("path").orElse("/")
        + entity.text("name").orElse("");
  }

  private static Found joined(Found before, String arn, IdentityRecord entity) {
    List<String> arns = new ArrayList<>(before.arns());
    arns.add(arn);
    Map<String, String> tags = new HashMap<>(before.tags());
    tags.putAll(entity.textMap("tags"));
    return new Found(arns, tags);
  }
}
