package dev.ddblocal.auth.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddblocal.auth.control.InvalidationFeed.Change;
import dev.ddblocal.auth.control.InvalidationFeed.Changes;
import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.domain.identity.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The answer of WatchInvalidations. */
final class InvalidationJson {
  private static final String CURSOR = "cursor";
  private static final String EVERYTHING = "all";
  private static final String ACCESS_KEYS = "accessKeys";
  private static final String PRINCIPALS = "principals";
  private static final String ACCOUNTS = "accounts";

  private InvalidationJson() {}

  static ObjectNode write(Changes changes) {
    ObjectNode json = ControlJson.object().put(CURSOR, changes.cursor());
    json.put(EVERYTHING, changes.changes().contains(new Change.OfEverything()));
    ArrayNode keys = json.putArray(ACCESS_KEYS);
    ArrayNode principals = json.putArray(PRINCIPALS);
    ArrayNode accounts = json.putArray(ACCOUNTS);
    changes.changes().stream()
        .distinct()
        .forEach(change -> {
          switch (change) {
            case Change.OfAccessKey(AccessKeyId id) -> keys.add(id.value());
            case Change.OfOwner(PolicyOwner owner) -> principals.add(owner.toString());
            case Change.OfAccount(AccountId account) -> accounts.add(account.value());
            case Change.OfEverything _ -> {}
          }
        });
    return json;
  }

  static Changes read(JsonNode json) {
    List<Change> changes = new ArrayList<>();
    if (ControlJson.flag(json, EVERYTHING)) {
      changes.add(new Change.OfEverything());
    }
    read(json, ACCESS_KEYS, AccessKeyId::parse)
        .forEach(id -> changes.add(new Change.OfAccessKey(id)));
    read(json, PRINCIPALS, PolicyOwner::parse)
        .forEach(owner -> changes.add(new Change.OfOwner(owner)));
    read(json, ACCOUNTS, text -> Optional.of(text).filter(AccountId::isValid).map(AccountId::new))
        .forEach(account -> changes.add(new Change.OfAccount(account)));
    return new Changes(ControlJson.text(json, CURSOR), changes);
  }

  private static <T> List<T> read(
      JsonNode json, String name, Function<String, Optional<T>> reader) {
    return ControlJson.texts(json, name).stream()
        .map(text ->
            reader
                .apply(text)
                .orElseThrow(
                    () -> new ControlJson.MalformedException(name + " names something else")))
        .toList();
  }
}
