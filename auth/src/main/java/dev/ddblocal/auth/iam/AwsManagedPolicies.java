package dev.ddblocal.auth.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The managed policies of AWS that concern what is served here. Their names, versions and documents
 * are data: the resource {@code aws-managed-policies.json}.
 */
final class AwsManagedPolicies {
  private static final String RESOURCE = "aws-managed-policies.json";
  private static final List<Entry> ALL = read();

  private AwsManagedPolicies() {}

  /** All of them, in the order of their ARNs. */
  static List<ManagedPolicy> all() {
    return ALL.stream().map(Entry::policy).toList();
  }

  /** The policy of that ARN. */
  static Optional<ManagedPolicy> find(PolicyArn arn) {
    return entry(arn).map(Entry::policy);
  }

  /** The one version of a policy that is kept here: its default version. */
  static Optional<PolicyVersion> version(PolicyArn arn) {
    return entry(arn).map(Entry::version);
  }

  private static Optional<Entry> entry(PolicyArn arn) {
    return ALL.stream().filter(e -> e.policy.arn().equals(arn)).findFirst();
  }

  private static List<Entry> read() {
    try (InputStream stream = AwsManagedPolicies.class.getResourceAsStream(RESOURCE)) {
      List<Entry> entries = new ArrayList<>();
      for (JsonNode node : new JsonMapper().readTree(stream)) {
        entries.add(entry(node));
      }
      return List.copyOf(entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Entry entry(JsonNode node) {
    Instant updated = Instant.parse(node.get("updated").asText());
    int version = node.get("version").asInt();
    ManagedPolicy policy =
        new ManagedPolicy(
            new PolicyArn(PolicyArn.AWS, "/", node.get("name").asText()),
            node.get("id").asText(),
            Optional.of(node.get("description").asText()),
            Map.of(),
            Instant.parse(node.get("created").asText()),
            updated,
            version,
            Optional.empty());
    String document = node.get("document").toPrettyString();
    return new Entry(policy, new PolicyVersion(version, document, updated, true));
  }

  private record Entry(ManagedPolicy policy, PolicyVersion version) {}
}
