package dev.ddblocal.auth.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.identity.AccountId;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessKeyIdCodecTest {
  @ParameterizedTest
  @CsvSource({
    "ASIAY34FZKBOKMUTVV7A,609629065308",
    "ELAKM5YGIGQQAD2B54IZ,888534479904",
    "AKIAQAAAAATJAAAAAAAA,000000001234",
    "AKIAQAAAAATJP7777777,000000001234",
    "AKIARZPUZDIKAAAAAAAA,123456789012",
    "AKIARZPUZDIKP7777777,123456789012",
    "AKIA6RVFFB77QAAAAAAA,999999999999"
  })
  void reads_the_account_inside_an_id(String id, String account) {
    assertEquals(
        Optional.of(new AccountId(account)), AccessKeyIdCodec.accountOf(new AccessKeyId(id)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ACCESS",
        "ABIAQAAAAATJAAAAAAAA",
        "AKIAQAAAAATJAAAAAAA",
        "AKIAQAAAAATJAAAAAAAAA",
        "AKIAQAAAAATJAAAAAAA1",
        "AKIAqaaaaatjaaaaaaaa",
        "AKIA7777777777777777"
      })
  void finds_no_account_in_an_id_of_another_form(String id) {
    assertEquals(Optional.empty(), AccessKeyIdCodec.accountOf(new AccessKeyId(id)));
  }

  @ParameterizedTest
  @CsvSource({
    "AWS,000000001234,0,AKIAQAAAAATJAAAAAAAA",
    "AWS,000000001234,-1,AKIAQAAAAATJP7777777",
    "AWS,123456789012,0,AKIARZPUZDIKAAAAAAAA",
    "AWS,999999999999,0,AKIA6RVFFB77QAAAAAAA",
    "EL,123456789012,-1,ELAKRZPUZDIKP7777777"
  })
  void makes_ids(KeyPrefix prefix, String account, long random, String id) {
    assertEquals(
        new AccessKeyId(id), AccessKeyIdCodec.encode(prefix, new AccountId(account), random));
  }
}
