package dev.ddblocal.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.it.transfer.Account;
import dev.ddblocal.it.transfer.Auditor;
import dev.ddblocal.it.transfer.Bank;
import dev.ddblocal.it.transfer.Clerk;
import dev.ddblocal.it.transfer.Journal;
import dev.ddblocal.it.transfer.Transfer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Transfers between accounts of a bank as transactions, in the packaged server, which is killed
 * again and again: the total never changes in a read that may not see half a transfer, and what was
 * acknowledged is there, whole and once.
 */
class TransferIsolationIT {
  private static final long SEED = Long.getLong("ddblocal.random.seed", 20_261_122L);
  private static final int CLERKS = 5;
  private static final int AUDITORS = 2;
  private static final int KILLS = 4;
  private static final int TRANSFERS_BEFORE_A_KILL = 300;

  @TempDir Path folder;

  private final Journal journal = new Journal();

  @Test
  void transfers_are_isolated_and_survive_kills_whole() throws Exception {
    List<Clerk> clerks =
        IntStream.range(0, CLERKS).mapToObj(clerk -> new Clerk(clerk, journal, SEED)).toList();
    List<Auditor> auditors =
        IntStream.range(0, AUDITORS).mapToObj(i -> new Auditor(CLERKS, SEED - 1 - i)).toList();
    for (int round = 0; round < KILLS; round++) {
      try (PackagedServer server = PackagedServer.start(folder)) {
        Bank bank = bank(server);
        if (round == 0) {
          bank.open();
        }
        assertWhole(bank);
        try (LoadUntilKilled load = new LoadUntilKilled(server, TRANSFERS_BEFORE_A_KILL)) {
          clerks.forEach(clerk -> load.add(() -> clerk.work(bank, load::done)));
          auditors.forEach(auditor -> load.add(() -> auditor.work(bank)));
          load.run();
        }
      }
    }
    try (PackagedServer server = PackagedServer.start(folder)) {
      assertWhole(bank(server));
      assertEquals(0, server.stop());
    }
    auditors.forEach(Auditor::assertHasWorked);
    assertTrue(journal.acknowledged().size() >= KILLS * TRANSFERS_BEFORE_A_KILL);
    assertFalse(journal.refused().isEmpty());
  }

  private static Bank bank(PackagedServer server) {
    MovingEndpoint endpoint = new MovingEndpoint();
    endpoint.moveTo(server.endpoint());
    return new Bank(TestAccountClients.at(endpoint).dynamoDb());
  }

  /** Compares the accounts with the ledger, and the ledger with the journal. */
  private void assertWhole(Bank bank) throws IOException {
    Map<String, Transfer> ledger = bank.ledger();
    assertMissesNone(ledger.values(), journal.acknowledged().values());
    for (Transfer entry : ledger.values()) {
      assertTrue(
          Stream.of(journal.acknowledged(), journal.unanswered())
              .anyMatch(known -> entry.equals(known.get(entry.id()))),
          () -> "in the ledger, but never sent: " + entry);
      assertFalse(journal.refused().contains(entry.id()), () -> "was cancelled: " + entry);
    }
    for (Account account : bank.readTogether()) {
      assertAgrees(account, ledger.values());
      assertTrue(
          account.shifts() >= journal.fewestShifts(account.number())
              && account.shifts() <= journal.mostShifts(account.number()),
          account::toString);
    }
  }

  private static void assertMissesNone(
      Collection<Transfer> ledger, Collection<Transfer> acknowledged) {
    List<Transfer> missing =
        acknowledged.stream().filter(transfer -> !ledger.contains(transfer)).toList();
    assertEquals(List.of(), missing, "acknowledged, but not in the ledger");
  }

  /** Each transfer of the ledger, and nothing else, is in the account once. */
  private static void assertAgrees(Account account, Collection<Transfer> ledger) {
    List<Transfer> touching =
        ledger.stream().filter(transfer -> transfer.touches(account.number())).toList();
    assertEquals(
        touching.stream()
            .filter(transfer -> transfer.to() == account.number())
            .mapToLong(Transfer::amount)
            .sum(),
        account.received(),
        account::toString);
    assertEquals(
        touching.stream()
            .filter(transfer -> transfer.from() == account.number())
            .mapToLong(Transfer::amount)
            .sum(),
        account.paid(),
        account::toString);
    assertEquals(touching.size(), account.moves(), account::toString);
    for (int clerk = 0; clerk < CLERKS; clerk++) {
      int of = clerk;
      assertEquals(
          touching.stream()
              .filter(transfer -> transfer.clerk() == of)
              .mapToInt(Transfer::number)
              .max()
              .orElse(0),
          account.newest(clerk),
          account::toString);
    }
  }
}
