package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.CorruptItemException;
import dev.ddblocal.domain.value.DynamoNumber;
import dev.ddblocal.domain.value.Item;
import dev.ddblocal.domain.value.ItemCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens that say where a SELECT goes on. A token holds all that the server has to know; it is good
 * for the same statement with the same parameters in the same account and region, and for nothing
 * else.
 *
 * <pre>
 *   token = base64url(digest position)     digest: the first 16 bytes of a SHA-256 of position,
 *   position = an encoded item             account, region, statement and parameters
 * </pre>
 *
 * <p>The digest finds tokens that are damaged or foreign. It is no secret: who makes a token of his
 * own reads his own items from another place.
 */
final class NextToken {
  private static final int DIGEST_BYTES = 16;
  private static final String RUN = "run";
  private static final String START_KEY = "startKey";
  private static final String PARAMETER = "parameter";

  private final AccountScope scope;
  private final String statement;
  private final List<AttributeValue> parameters;

  /** The tokens of a statement. */
  NextToken(AccountScope scope, String statement, List<AttributeValue> parameters) {
    this.scope = scope;
    this.statement = statement;
    this.parameters = parameters;
  }

  /** The token that says where to go on. */
  String of(SelectPosition position) {
    Map<String, AttributeValue> members = new LinkedHashMap<>();
    members.put(RUN, new AttributeValue.N(DynamoNumber.of(Integer.toString(position.run()))));
    position
        .startKey()
        .ifPresent(key -> members.put(START_KEY, new AttributeValue.M(key.attributes())));
    byte[] encoded = ItemCodec.encode(new Item(members));
    byte[] token = Arrays.copyOf(digest(encoded), DIGEST_BYTES + encoded.length);
    System.arraycopy(encoded, 0, token, DIGEST_BYTES, encoded.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /**
   * Where a token says to go on.
   *
   * @throws DynamoDbException a ValidationException for a token that is not one of this statement
   */
  SelectPosition position(String token) {
    try {
      byte[] decoded = Base64.getUrlDecoder().decode(token);
      if (decoded.length > DIGEST_BYTES) {
        byte[] encoded = Arrays.copyOfRange(decoded, DIGEST_BYTES, decoded.length);
        if (MessageDigest.isEqual(digest(encoded), Arrays.copyOf(decoded, DIGEST_BYTES))) {
          return position(ItemCodec.decode(encoded));
        }
      }
      throw mismatch();
    } catch (IllegalArgumentException | CorruptItemException _) {
      throw mismatch();
    }
  }

  private static SelectPosition position(Item members) {
    if (members.get(RUN) instanceof AttributeValue.N(DynamoNumber run)) {
      Optional<Item> startKey =
          members.get(START_KEY) instanceof AttributeValue.M(Map<String, AttributeValue> key)
              ? Optional.of(new Item(key))
              : Optional.empty();
      return new SelectPosition(Integer.parseInt(run.toPlainString()), startKey);
    }
    throw mismatch();
  }

  /** The refusal of a token that is not one of the request's statement. */
  static DynamoDbException mismatch() {
    return DynamoDbException.validation("NextToken does not match request");
  }

  private byte[] digest(byte[] position) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      update(digest, position);
      update(digest, scope.toString().getBytes(StandardCharsets.UTF_8));
      update(digest, statement.getBytes(StandardCharsets.UTF_8));
      for (AttributeValue parameter : parameters) {
        update(digest, ItemCodec.encode(new Item(Map.of(PARAMETER, parameter))));
      }
      return Arrays.copyOf(digest.digest(), DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes in bytes, their number first, so that no two sequences are taken for one another. */
  private static void update(MessageDigest digest, byte[] bytes) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }
}
