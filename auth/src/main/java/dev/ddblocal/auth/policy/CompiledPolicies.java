package dev.ddblocal.auth.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Stored documents, compiled, by their text. Thread-safe and bounded. */
final class CompiledPolicies {
  private static final System.Logger LOG = System.getLogger(CompiledPolicies.class.getName());

  /** The texts of all documents together, in characters. */
  private static final long MAX_CHARACTERS = 8L << 20;

  private record Key(String text, PolicyType type) {}

  private final Cache<Key, Optional<PolicyDocument>> documents =
      Caffeine.newBuilder()
          .maximumWeight(MAX_CHARACTERS)
          .<Key, Optional<PolicyDocument>>weigher((key, document) -> key.text().length() + 1)
          .executor(Runnable::run)
          .build();

  /** The compiled document; empty if it does not parse, which is logged. */
  Optional<PolicyDocument> compile(NamedPolicy policy, PolicyType type) {
    return documents.get(
        new Key(policy.document(), type), key -> compile(policy.name(), key.text(), type));
  }

  private static Optional<PolicyDocument> compile(String name, String text, PolicyType type) {
    try {
      return Optional.of(PolicyDocument.stored(text, type));
    } catch (MalformedPolicyException e) {
      LOG.log(
          Level.ERROR,
          () ->
              "The policy " + name + " denies all requests, as it is malformed: " + e.getMessage());
      return Optional.empty();
    }
  }
}
