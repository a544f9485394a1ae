package dev.ddblocal.auth.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddblocal.domain.value.Bytes;
import java.util.Base64;

/** Which key encryption key a file is encrypted under, as its header says. */
public sealed interface KekDescription {
  /** The description as JSON. */
  ObjectNode toJson();

  /**
   * A key on a token.
   *
   * @param label the key's label
   * @param provider the name of the token's configuration, for the operator
   */
  record Pkcs11(String label, String provider) implements KekDescription {
    @Override
    public ObjectNode toJson() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("type", "pkcs11")
          .put("label", label)
          .put("provider", provider);
    }
  }

  /**
   * A key derived from a passphrase by PBKDF2 with HMAC-SHA256.
   *
   * @param salt the salt
   * @param iterations how often the hash is applied
   */
  record Pbkdf2(Bytes salt, int iterations) implements KekDescription {
    @Override
    public ObjectNode toJson() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("type", "pbkdf2")
          .put("salt", salt.toBase64())
          .put("iter", iterations);
    }

    @Override
    public String toString() {
      return "Pbkdf2[iterations=" + iterations + "]";
    }
  }

  /**
   * Reads a description.
   *
   * @throws VaultException if it is none that we know
   */
  static KekDescription fromJson(JsonNode json) throws VaultException {
    try {
      return switch (json.path("type").asText()) {
        case "pkcs11" -> new Pkcs11(json.path("label").asText(), json.path("provider").asText());
        case "pbkdf2" ->
            new Pbkdf2(
                Bytes.wrap(Base64.getDecoder().decode(json.path("salt").asText())),
                json.path("iter").asInt());
        default -> throw new VaultException("its header names no kind of key that is known");
      };
    } catch (IllegalArgumentException e) {
      throw new VaultException("its header is damaged", e);
    }
  }
}
