package dev.ddblocal.auth.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.identity.AccountId;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessKeyGeneratorTest {
  private static final AccountId ACCOUNT = new AccountId("012345678901");

  private final AccessKeyGenerator generator =
      new AccessKeyGenerator(new SecureRandom(), KeyPrefix.EL);

  @ParameterizedTest
  @CsvSource({"EL,ELAK", "AWS,AKIA"})
  void makes_a_key_of_the_given_account(KeyPrefix prefix, String beginning) {
    AccessKey key = new AccessKeyGenerator(new SecureRandom(), prefix).generate(ACCOUNT);

    assertEquals(ACCOUNT, key.accountId());
    assertEquals(beginning, key.id().value().substring(0, 4));
    assertEquals(20, key.id().value().length());
    assertEquals(Optional.of(ACCOUNT), AccessKeyIdCodec.accountOf(key.id()));
    assertEquals(40, key.secret().plainText().length());
    assertEquals(30, Base64.getDecoder().decode(key.secret().plainText()).length);
  }

  @Test
  void makes_a_new_account_id_secret_every_time() {
    Set<String> accounts = new HashSet<>();
    Set<String> ids = new HashSet<>();
    Set<String> secrets = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      AccessKey key = generator.generate();
      assertFalse(key.accountId().value().startsWith("0"));
      accounts.add(key.accountId().value());
      ids.add(key.id().value());
      secrets.add(key.secret().plainText());
    }

    assertTrue(accounts.size() > 990, "accounts repeat");
    assertEquals(1_000, ids.size());
    assertEquals(1_000, secrets.size());
  }

  @Test
  void makes_rows_that_the_file_format_reads_back() throws AccessKeysFileException {
    AccessKey key = generator.generate();

    List<AccessKey> read = AccessKeysCsv.parse(key.toCsvRow(Optional.empty())).keys();

    assertEquals(1, read.size());
    assertEquals(key.id(), read.getFirst().id());
    assertEquals(key.accountId(), read.getFirst().accountId());
    assertEquals(key.secret().plainText(), read.getFirst().secret().plainText());
  }
}
