package dev.ddblocal.it.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Reads beside the clerks and checks what DynamoDB promises of each kind of read:
 *
 * <ul>
 *   <li>TransactGetItems is serializable against transactions and single writes;
 *   <li>GetItem is serializable against transactions, item by item: who has seen a part of one sees
 *       the rest of it from then on;
 *   <li>Query is read-committed against transactions: every item is one that a write left, but the
 *       items need not belong together. (Here they do, because a Query reads one snapshot; that is
 *       more than DynamoDB promises, so nothing relies on it.)
 * </ul>
 */
public final class Auditor {
  private final int clerks;
  private final Random random;
  private final Map<Integer, Long> movesSeen = new TreeMap<>();
  private int together;
  private int queries;
  private int chains;

  /**
   * An auditor.
   *
   * @param clerks how many clerks there are
   * @param seed what its draws come from
   */
  public Auditor(int clerks, long seed) {
    this.clerks = clerks;
    this.random = new Random(seed);
  }

  /**
   * Reads until the server is gone.
   *
   * @param bank the bank at the server of this round
   * @throws software.amazon.awssdk.core.exception.SdkClientException when the server is gone
   */
  public void work(Bank bank) {
    while (true) {
      readTogether(bank);
      query(bank);
      follow(bank);
    }
  }

  /** Checks that this auditor has read in every way. */
  public void assertHasWorked() {
    assertTrue(together > 0 && queries > 0 && chains > 0, this::toString);
  }

  @Override
  public String toString() {
    return "TransactGetItems " + together + ", Query " + queries + ", GetItem " + chains;
  }

  private void readTogether(Bank bank) {
    List<Account> accounts;
    try {
      accounts = bank.readTogether();
    } catch (TransactionCanceledException e) {
      assertTrue(
          e.cancellationReasons().stream()
              .map(CancellationReason::code)
              .allMatch(code -> code.equals("None") || code.equals("TransactionConflict")),
          e::getMessage);
      return;
    }
    assertEquals(Bank.TOTAL, accounts.stream().mapToLong(Account::worth).sum(), accounts::toString);
    for (int clerk = 0; clerk < clerks; clerk++) {
      int of = clerk;
      int newest = accounts.stream().mapToInt(account -> account.newest(of)).max().orElseThrow();
      long touched = accounts.stream().filter(account -> account.newest(of) == newest).count();
      assertTrue(
          newest == 0 || touched == 2,
          () -> "transfer " + of + "-" + newest + " touched " + touched + ": " + accounts);
    }
    together++;
  }

  private void query(Bank bank) {
    boolean consistent = random.nextInt(4) != 0;
    List<Account> accounts = bank.query(consistent);
    assertEquals(Bank.ACCOUNTS, accounts.size());
    if (consistent) {
      for (Account account : accounts) {
        Long before = movesSeen.put(account.number(), account.moves());
        assertTrue(
            before == null || before <= account.moves(),
            () -> "had " + before + " transfers before: " + account);
      }
    }
    queries++;
  }

  /** From an account to the transfer that touched it last, and on to the other account. */
  private void follow(Bank bank) {
    Account account = bank.account(random.nextInt(Bank.ACCOUNTS));
    int clerk = random.nextInt(clerks);
    int number = account.newest(clerk);
    if (number == 0) {
      return;
    }
    Transfer transfer =
        bank.entry(clerk, number)
            .orElseThrow(() -> new AssertionError("not in the ledger: " + clerk + "-" + number));
    assertTrue(transfer.touches(account.number()), () -> transfer + " touched " + account);
    int other = transfer.from() == account.number() ? transfer.to() : transfer.from();
    Account otherAccount = bank.account(other);
    assertTrue(
        otherAccount.newest(clerk) >= number, () -> transfer + " did not touch " + otherAccount);
    chains++;
  }
}
