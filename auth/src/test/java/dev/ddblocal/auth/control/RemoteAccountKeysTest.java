package dev.ddblocal.auth.control;

import static dev.ddblocal.auth.control.ControlOperation.GET_ACCOUNT_KEY;
import static dev.ddblocal.auth.control.DataPlane.ACCOUNT;
import static dev.ddblocal.auth.control.DataPlane.CONTROL_KEY;
import static dev.ddblocal.auth.control.DataPlane.await;
import static dev.ddblocal.auth.control.DataPlane.cannotTell;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.auth.control.ControlPlaneException.Reason;
import dev.ddblocal.auth.control.FakeControlPlane.Answer;
import dev.ddblocal.auth.control.FakeControlPlane.Call;
import dev.ddblocal.auth.credentials.SecretAccessKey;
import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.encryption.SealingKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteAccountKeysTest {
  private final FakeControlPlane plane = new FakeControlPlane();
  private final Optional<AccountKey> key =
      Optional.of(new AccountKey(SealingKey.random(), Optional.empty()));
  private DataPlane data;

  @BeforeEach
  void start() {
    plane.on(GET_ACCOUNT_KEY, call -> sealed(call, CONTROL_KEY.secret(), key));
    data = new DataPlane(plane);
  }

  @AfterEach
  void stop() {
    data.close();
    plane.close();
  }

  private static Answer sealed(Call call, SecretAccessKey secret, Optional<AccountKey> key) {
    String nonce = call.json().path("nonce").asText();
    return FakeControlPlane.ok(
        ControlJson.object()
            .put("accessKeyId", CONTROL_KEY.id().value())
            .put(
                "sealed",
                ControlJson.base64(
                    new AccountKeyEnvelope(CONTROL_KEY.id(), secret, ACCOUNT, nonce).seal(key))));
  }

  @Test
  void a_key_is_asked_for_once_and_goes_on_until_the_hard_limit() {
    assertEquals(key, await(data.remote.accountKeys().keyOf(ACCOUNT)));
    plane.stop();
    data.time.advanceSeconds(299);
    assertEquals(key, await(data.remote.accountKeys().keyOf(ACCOUNT)));
    data.time.advanceSeconds(1);
    assertEquals(Reason.UNAVAILABLE, cannotTell(data.remote.accountKeys().keyOf(ACCOUNT)));
  }

  @Test
  void an_account_is_without_a_key_only_if_the_control_plane_sealed_that() {
    plane.on(GET_ACCOUNT_KEY, call -> sealed(call, CONTROL_KEY.secret(), Optional.empty()));
    assertEquals(Optional.empty(), await(data.remote.accountKeys().keyOf(ACCOUNT)));
  }

  @Test
  void what_others_sealed_or_did_not_seal_is_no_answer() {
    for (Answer answer :
        new Answer[] {
          FakeControlPlane.ok(ControlJson.object().put("found", false)),
          FakeControlPlane.ok(ControlJson.object()),
          FakeControlPlane.ok(
              ControlJson.object()
                  .put("accessKeyId", CONTROL_KEY.id().value())
                  .put("sealed", ControlJson.base64("{}".getBytes(StandardCharsets.UTF_8))))
        }) {
      plane.on(GET_ACCOUNT_KEY, answer);
      assertEquals(Reason.NOT_UNDERSTOOD, cannotTell(data.remote.accountKeys().keyOf(ACCOUNT)));
    }
    plane.on(
        GET_ACCOUNT_KEY,
        call -> sealed(call, SecretAccessKey.of("somebody else's"), Optional.empty()));
    assertEquals(Reason.NOT_UNDERSTOOD, cannotTell(data.remote.accountKeys().keyOf(ACCOUNT)));
  }

  @Test
  void an_answer_that_is_played_back_does_not_open() {
    AtomicReference<Answer> first = new AtomicReference<>();
    plane.on(
        GET_ACCOUNT_KEY,
        call -> {
          first.compareAndSet(null, sealed(call, CONTROL_KEY.secret(), key));
          return first.get();
        });
    assertEquals(key, await(data.remote.accountKeys().keyOf(ACCOUNT)));
    data.remote.changed(new InvalidationFeed.Change.OfAccount(ACCOUNT));
    assertEquals(Reason.NOT_UNDERSTOOD, cannotTell(data.remote.accountKeys().keyOf(ACCOUNT)));
  }
}
