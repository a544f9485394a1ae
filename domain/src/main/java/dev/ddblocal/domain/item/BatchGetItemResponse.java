package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.value.Item;
import java.util.List;
import java.util.Map;

/**
 * Model shape {@code BatchGetItemOutput}.
 *
 * @param responses the items found, by table as the request named it
 * @param unprocessedKeys what did not fit into the answer; empty if all did
 * @param consumedCapacity the capacity taken, table by table; null unless asked for
 */
public record BatchGetItemResponse(
    Map<String, List<Item>> responses,
    Map<String, KeysAndAttributes> unprocessedKeys,
    List<ConsumedCapacity> consumedCapacity) {}
