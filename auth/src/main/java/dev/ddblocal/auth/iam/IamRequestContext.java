package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.policy.RequestContext;
import dev.ddblocal.domain.port.ContextValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The condition keys that calls of IAM have. */
final class IamRequestContext implements RequestContext {
  private static final String REQUEST_TAG = "aws:requesttag/";
  private static final List<String> RESOURCE_TAGS = List.of("aws:resourcetag/", "iam:resourcetag/");

  private final IamCall call;
  private final EntityArns.Found resources;

  IamRequestContext(IamCall call, EntityArns.Found resources) {
    this.call = call;
    this.resources = resources;
  }

  @Override
  public ContextValue valueOf(String key) {
    String folded = key.toLowerCase(Locale.ROOT);
    for (String prefix : RESOURCE_TAGS) {
      if (folded.startsWith(prefix)) {
        return tag(resources.tags(), folded.substring(prefix.length()));
      }
    }
    if (folded.startsWith(REQUEST_TAG)) {
      return tag(requestTags(), folded.substring(REQUEST_TAG.length()));
    }
    return switch (folded) {
      case "aws:tagkeys" -> tagKeys();
      case "iam:permissionsboundary" -> one(call.parameters().find("PermissionsBoundary"));
      case "iam:policyarn" -> one(call.parameters().find("PolicyArn"));
      default -> ContextValue.ABSENT;
    };
  }

  private ContextValue tagKeys() {
    List<String> keys = List.copyOf(requestTags().keySet());
    List<String> removed = call.parameters().list("TagKeys");
    if (keys.isEmpty() && removed.isEmpty()) {
      return ContextValue.ABSENT;
    }
    return new ContextValue.Many(keys.isEmpty() ? removed : keys);
  }

  private Map<String, String> requestTags() {
    Map<String, String> tags = new LinkedHashMap<>();
    for (QueryParameters tag : call.parameters().structures("Tags")) {
      tags.put(tag.find("Key").orElse(""), tag.find("Value").orElse(""));
    }
    return tags;
  }

  /** Keys of tags are compared without regard to case, as all condition keys are. */
  private static ContextValue tag(Map<String, String> tags, String foldedKey) {
    return one(
        tags.entrySet().stream()
            .filter(tag -> tag.getKey().toLowerCase(Locale.ROOT).equals(foldedKey))
            .map(Map.Entry::getValue)
            .findFirst());
  }

  private static ContextValue one(Optional<String> value) {
    return value.<ContextValue>map(ContextValue.One::new).orElse(ContextValue.ABSENT);
  }
}
