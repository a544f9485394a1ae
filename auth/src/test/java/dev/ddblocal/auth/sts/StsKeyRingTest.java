package dev.ddblocal.auth.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityStore;
import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.encryption.SealingKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The keys that session tokens are sealed with. */
class StsKeyRingTest {
  private final SessionFixture sessions = new SessionFixture();

  private List<IdentityRecord> records() {
    return sessions.store.list("SYS", "STSKEY#").toCompletableFuture().join();
  }

  private StsKey current(StsKeyRing ring) {
    return ring.current().toCompletableFuture().join();
  }

  private Optional<StsKey> find(StsKeyRing ring, StsKey key) {
    return ring.find(key.id()).toCompletableFuture().join();
  }

  @Test
  void the_first_key_is_made_when_one_is_needed() {
    assertEquals(List.of(), records());

    StsKey key = current(sessions.ring);

    assertEquals(List.of("STSKEY#" + key.hexId()), records().stream().map(r -> r.sort()).toList());
    assertEquals(key, current(sessions.ring));
    assertEquals(Optional.of(key), find(sessions.ring, key));
  }

  @Test
  void a_key_is_kept_sealed() {
    StsKey key = current(sessions.ring);
    IdentityRecord record = records().getFirst();
    String sealed = HexFormat.of().formatHex(record.bytes("sealed").orElseThrow().toArray());

    assertEquals(12 + 32 + 16, sealed.length() / 2);
    for (byte[] part : List.of(key.master().bytes(), key.sealing().bytes())) {
      assertFalse(sealed.contains(HexFormat.of().formatHex(Arrays.copyOf(part, 8))));
    }
    assertEquals("StsKey[" + key.hexId() + "]", key.toString());
  }

  @Test
  void a_key_seals_for_a_day_and_opens_until_the_longest_session_is_over() {
    StsKey first = current(sessions.ring);
    sessions.db.pass(Duration.ofHours(24).minusSeconds(2));
    assertEquals(first, current(sessions.ring));

    sessions.db.pass(Duration.ofSeconds(2));
    StsKey second = current(sessions.ring);
    assertNotEquals(first.hexId(), second.hexId());
    assertEquals(2, records().size());

    sessions.db.pass(Duration.ofHours(36).minusSeconds(2));
    assertTrue(find(sessions.ring, first).isPresent());
    current(sessions.ring);
    assertTrue(find(sessions.ring, first).isPresent());

    sessions.db.pass(Duration.ofSeconds(3));
    assertFalse(find(sessions.ring, first).isPresent());

    sessions.db.pass(Duration.ofHours(24));
    StsKey fourth = current(sessions.ring);
    List<String> kept = records().stream().map(record -> record.sort().substring(7)).toList();
    assertFalse(kept.contains(first.hexId()));
    assertFalse(kept.contains(second.hexId()));
    assertTrue(kept.contains(fourth.hexId()));
  }

  @Test
  void a_restart_finds_the_keys_again() {
    StsKey key = current(sessions.ring);
    StsKeyRing restarted = new StsKeyRing(sessions.store, () -> sessions.iamKey, sessions.db::now);

    assertEquals(key.hexId(), current(restarted).hexId());
    assertEquals(key.master(), find(restarted, key).orElseThrow().master());
    assertEquals(1, records().size());
  }

  @Test
  void a_change_of_the_accounts_key_seals_the_ring_anew() {
    StsKey key = current(sessions.ring);
    SealingKey next = SealingKey.random();
    AccountKey rotating = new AccountKey(sessions.iamKey.current(), Optional.of(next));

    assertTrue(
        find(new StsKeyRing(sessions.store, () -> rotating, sessions.db::now), key).isPresent());

    AccountKey rotated = new AccountKey(next, Optional.empty());
    assertTrue(
        find(new StsKeyRing(sessions.store, () -> rotated, sessions.db::now), key).isPresent());
    assertFalse(
        find(new StsKeyRing(sessions.store, () -> sessions.iamKey, sessions.db::now), key)
            .isPresent());
  }

  @Test
  void a_record_that_does_not_open_is_passed_over_and_kept() {
    StsKey key = current(sessions.ring);
    IdentityRecord record = records().getFirst();
    IdentityRecord copied = new IdentityRecord("SYS", "STSKEY#00000000", record.attributes());
    IdentityRecord strange = IdentityRecord.of("SYS", "STSKEY#strange");
    sessions.apply(new IdentityChange.Put(copied), new IdentityChange.Put(strange));
    StsKeyRing ring = new StsKeyRing(sessions.store, () -> sessions.iamKey, sessions.db::now);

    assertEquals(key.hexId(), current(ring).hexId());
    assertEquals(Optional.empty(), ring.find(new byte[4]).toCompletableFuture().join());
    assertEquals(3, records().size());
  }

  @Test
  void a_store_that_fails_is_asked_again() {
    AtomicBoolean broken = new AtomicBoolean(true);
    IdentityStore store = failing(broken);
    StsKeyRing ring = new StsKeyRing(store, () -> sessions.iamKey, sessions.db::now);

    assertThrows(CompletionException.class, () -> current(ring));
    broken.set(false);

    StsKey key = current(ring);
    assertTrue(find(ring, key).isPresent());
    assertEquals(1, records().size());
  }

  @Test
  void those_who_need_the_first_key_at_once_get_the_same() {
    CompletableFuture<Void> durable = new CompletableFuture<>();
    StsKeyRing ring =
        new StsKeyRing(
            store(changes -> durable.thenCompose(_ -> sessions.store.apply(changes))),
            () -> sessions.iamKey,
            sessions.db::now);
    var one = ring.current().toCompletableFuture();
    var other = ring.current().toCompletableFuture();
    var nobodys = ring.find(new byte[4]).toCompletableFuture();
    assertFalse(one.isDone() || other.isDone() || nobodys.isDone());

    durable.complete(null);

    assertEquals(one.join(), other.join());
    assertEquals(Optional.empty(), nobodys.join());
    assertEquals(1, records().size());
  }

  private IdentityStore failing(AtomicBoolean broken) {
    return store(changes ->
        broken.get()
            ? CompletableFuture.failedFuture(new IllegalStateException("broken"))
            : sessions.store.apply(changes));
  }

  private IdentityStore store(Function<List<IdentityChange>, CompletionStage<Void>> apply) {
    return new IdentityStore() {
      @Override
      public CompletionStage<Optional<IdentityRecord>> get(String partition, String sort) {
        return sessions.store.get(partition, sort);
      }

      @Override
      public CompletionStage<List<IdentityRecord>> list(String partition, String sortPrefix) {
        return sessions.store.list(partition, sortPrefix);
      }

      @Override
      public CompletionStage<List<IdentityRecord>> scan(String attribute) {
        return sessions.store.scan(attribute);
      }

      @Override
      public CompletionStage<Void> apply(List<IdentityChange> changes) {
        return apply.apply(changes);
      }
    };
  }
}
