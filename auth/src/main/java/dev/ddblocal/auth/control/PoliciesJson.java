package dev.ddblocal.auth.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddblocal.auth.policy.EffectivePolicies;
import dev.ddblocal.auth.policy.NamedPolicy;
import java.util.List;
import java.util.Optional;

/** A principal's policies as the internal API writes them. */
final class PoliciesJson {
  private static final String NOT_MODIFIED = "notModified";

  private PoliciesJson() {}

  static ObjectNode notModified(String version) {
    return ControlJson.object().put(NOT_MODIFIED, true).put("version", version);
  }

  static boolean isNotModified(JsonNode json) {
    return ControlJson.flag(json, NOT_MODIFIED);
  }

  static ObjectNode write(EffectivePolicies policies) {
    ObjectNode json = ControlJson.object().put("version", policies.version());
    write(json.putArray("identity"), policies.identity());
    policies.boundary().ifPresent(boundary -> json.set("boundary", write(boundary)));
    policies.session().ifPresent(session -> write(json.putArray("session"), session));
    return json;
  }

  private static void write(ArrayNode array, List<NamedPolicy> policies) {
    policies.forEach(policy -> array.add(write(policy)));
  }

  private static ObjectNode write(NamedPolicy policy) {
    return ControlJson.object().put("name", policy.name()).put("document", policy.document());
  }

  static EffectivePolicies read(JsonNode json) {
    return new EffectivePolicies(
        ControlJson.text(json, "version"),
        readList(json, "identity"),
        ControlJson.optionalObject(json, "boundary").map(PoliciesJson::readPolicy),
        json.has("session") ? Optional.of(readList(json, "session")) : Optional.empty());
  }

  private static List<NamedPolicy> readList(JsonNode json, String name) {
    return ControlJson.list(json, name).stream().map(PoliciesJson::readPolicy).toList();
  }

  private static NamedPolicy readPolicy(JsonNode json) {
    return new NamedPolicy(ControlJson.text(json, "name"), ControlJson.text(json, "document"));
  }
}
