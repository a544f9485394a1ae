package dev.ddblocal.it.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An account as it was read.
 *
 * @param number its number
 * @param balance what it may spend
 * @param reserve what it has put aside
 * @param received the sum of all transfers to it
 * @param paid the sum of all transfers from it
 * @param moves how many transfers touched it
 * @param shifts how often something was put aside or taken back
 * @param newest the number of the newest transfer that touched it, by clerk
 */
public record Account(
    int number,
    long balance,
    long reserve,
    long received,
    long paid,
    long moves,
    long shifts,
    Map<Integer, Integer> newest) {
  /** What every account begins with. */
  public static final long OPENING = 100;

  /** Reads an item, which has to be one that a write left: its own sums are right. */
  static Account of(Map<String, AttributeValue> item) {
    Map<Integer, Integer> newest = new TreeMap<>();
    item.get("newest")
        .m()
        .forEach((clerk, last) -> newest.put(Integer.valueOf(clerk), Integer.valueOf(last.n())));
    Account account =
        new Account(
            Integer.parseInt(item.get("account").n()),
            number(item, "balance"),
            number(item, "reserve"),
            number(item, "received"),
            number(item, "paid"),
            number(item, "moves"),
            number(item, "shifts"),
            newest);
    assertEquals(
        OPENING + account.received - account.paid, account.worth(), () -> "a torn item: " + item);
    return account;
  }

  private static long number(Map<String, AttributeValue> item, String attribute) {
    return Long.parseLong(item.get(attribute).n());
  }

  /** What belongs to it altogether. */
  public long worth() {
    return balance + reserve;
  }

  /** The number of the newest transfer of a clerk that touched it; 0 where none did. */
  public int newest(int clerk) {
    return newest.getOrDefault(clerk, 0);
  }
}
