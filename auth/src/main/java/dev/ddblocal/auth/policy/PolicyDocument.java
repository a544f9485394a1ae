package dev.ddblocal.auth.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A policy document, compiled. Immutable.
 *
 * <p>The grammar is AWS's, "Grammar of the IAM JSON policy language".
 */
public final class PolicyDocument {
  private final Optional<PolicyVersion> version;
  private final List<Statement> statements;

  /** By lower-case name: the key as the document writes it first. */
  private final Map<String, String> contextKeys;

  PolicyDocument(Optional<PolicyVersion> version, List<Statement> statements) {
    this.version = version;
    this.statements = List.copyOf(statements);
    Map<String, String> keys = new LinkedHashMap<>();
    statements.stream()
        .flatMap(Statement::contextKeys)
        .forEach(key -> keys.putIfAbsent(key.toLowerCase(Locale.ROOT), key));
    this.contextKeys = Map.copyOf(keys);
  }

  /**
   * Reads a document that someone wants to store. Sizes are not checked, see {@link
   * PolicySizeLimit}.
   *
   * @throws MalformedPolicyException if it breaks the grammar
   */
  public static PolicyDocument parse(String text, PolicyType type) {
    PolicyDocument document = new PolicyParser(text, type).parse();
    PolicyRules.check(document, type);
    return document;
  }

  /**
   * Reads a document for a managed policy, which has to be of the current version.
   *
   * @throws MalformedPolicyException if it is not, or breaks the grammar
   */
  public static PolicyDocument parseManaged(String text) {
    PolicyDocument document = parse(text, PolicyType.IDENTITY);
    if (!document.version.equals(Optional.of(PolicyVersion.V2012_10_17))) {
      throw new MalformedPolicyException("Policy document must be version 2012-10-17 or greater.");
    }
    return document;
  }

  /**
   * Reads a document that was stored. What a newer version of this program may have allowed, such
   * as an operator that it knew, is not refused: an Allow that depends on it does not apply, a Deny
   * does.
   *
   * @throws MalformedPolicyException if it breaks the grammar
   */
  static PolicyDocument stored(String text, PolicyType type) {
    return new PolicyParser(text, type).parse();
  }

  /** The version that the document gives; one that gives none is {@code 2008-10-17}. */
  public Optional<PolicyVersion> version() {
    return version;
  }

  /** The statements in the document's order. */
  public List<Statement> statements() {
    return statements;
  }

  /** Whether a condition or variable asks for one of DynamoDB's own condition keys. */
  public boolean mentionsDynamoDbKeys() {
    return contextKeys.keySet().stream().anyMatch(ContextKeys::isDynamoDb);
  }

  /** Whether a condition or variable asks for a condition key that starts so; in lower case. */
  boolean mentionsKeysOf(String prefix) {
    return contextKeys.keySet().stream().anyMatch(key -> key.startsWith(prefix));
  }

  /** The condition keys that conditions and variables ask for, as the document writes them. */
  public Set<String> contextKeys() {
    return Collections.unmodifiableSet(new TreeSet<>(contextKeys.values()));
  }
}
