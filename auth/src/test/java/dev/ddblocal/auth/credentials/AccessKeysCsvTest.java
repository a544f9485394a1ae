package dev.ddblocal.auth.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.identity.AccountId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessKeysCsvTest {
  private static final String ID = "AKIA_SOME_KEY_000001";
  private static final String ONE = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
  private static final String TWO = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";

  @Test
  void reads_rows_between_comments_blanks_and_empty_lines() throws AccessKeysFileException {
    AccessKeysCsv csv =
        AccessKeysCsv.parse(
            """
            \uFEFF# Access Key,Secret key,Account Id,Existing encoded encryption key,New one

              AKIA_SOME_KEY_000001 ,\tse/cr+et1 , 1234 ,,   # a comment, with a comma
            AKIA_SOME_KEY_000002,secret2,111122223333,\r
               #AKIA_SOME_KEY_000003,secret3,111122223333,,
            AKIA_SOME_KEY_000004,secret4,111122223333,,\
            """);

    assertEquals(
        List.of(
            "AKIA_SOME_KEY_000001,se/cr+et1,000000001234,,",
            "AKIA_SOME_KEY_000002,secret2,111122223333,,",
            "AKIA_SOME_KEY_000004,secret4,111122223333,,"),
        csv.keys().stream().map(key -> key.toCsvRow(Optional.empty())).toList());
    assertEquals(List.of(), csv.warnings());
  }

  @Test
  void an_empty_file_has_no_keys() throws AccessKeysFileException {
    assertEquals(List.of(), AccessKeysCsv.parse("").keys());
    assertEquals(List.of(), AccessKeysCsv.parse("\n # nothing\n").keys());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AKIA_SOME_KEY_000001,topsecret,1234 | a row has 4 or 5 columns, this one 3",
        "AKIA_SOME_KEY_000001 | a row has 4 or 5 columns, this one 1",
        "AKIA_SOME_KEY_000001,topsecret,1234,,, | a row has 4 or 5 columns, this one 6",
        "short,topsecret,1234,,"
            + " | column 1 is no access key id (16 to 128 letters, digits and underscores)",
        "Access Key,Secret key,Account Id,,"
            + " | column 1 is no access key id (16 to 128 letters, digits and underscores)",
        ",topsecret,1234,,"
            + " | column 1 is no access key id (16 to 128 letters, digits and underscores)",
        "ACCESS,topsecret,1234,, | column 1 is the access key id of the test account",
        "AKIA_SOME_KEY_000001, ,1234,, | column 2, the secret access key, is empty",
        "AKIA_SOME_KEY_000001,topsecret,,, | column 3 is no account id (1 to 12 digits)",
        "AKIA_SOME_KEY_000001,topsecret,12a4,, | column 3 is no account id (1 to 12 digits)",
        "AKIA_SOME_KEY_000001,topsecret,-1,, | column 3 is no account id (1 to 12 digits)",
        "AKIA_SOME_KEY_000001,topsecret,1111222233334,,"
            + " | column 3 is no account id (1 to 12 digits)",
        "AKIA_SOME_KEY_000001,topsecret,1234,dG9wc2VjcmV0,"
            + " | column 4 is no encryption key (the Base64 of 32 bytes)",
        "AKIA_SOME_KEY_000001,topsecret,1234,%%%,"
            + " | column 4 is no encryption key (the Base64 of 32 bytes)",
        "AKIA_SOME_KEY_000001,topsecret,1234,"
            + ONE
            + ",dG9wc2VjcmV0"
            + " | column 5 is no encryption key (the Base64 of 32 bytes)",
        "AKIA_SOME_KEY_000001,topsecret,1234,,"
            + ONE
            + " | column 5 holds a new encryption key, and column 4 none that it replaces"
      })
  void refuses_a_wrong_row_by_its_line_and_never_shows_it(String row, String message) {
    AccessKeysFileException error =
        assertThrows(
            AccessKeysFileException.class, () -> AccessKeysCsv.parse("# comment\n\n" + row + "\n"));

    assertEquals("line 3: " + message, error.getMessage());
    assertFalse(error.toString().contains("topsecret"));
  }

  @Test
  void refuses_an_access_key_that_stands_there_twice() {
    AccessKeysFileException error =
        assertThrows(
            AccessKeysFileException.class,
            () -> AccessKeysCsv.parse(ID + ",a,1,,\n#\n" + ID + ",b,2,,\n"));

    assertEquals("line 3: the access key id of line 1 again", error.getMessage());
  }

  @Test
  void warns_of_an_id_that_was_issued_for_another_account_and_keeps_the_column()
      throws AccessKeysFileException {
    AccessKeysCsv csv =
        AccessKeysCsv.parse(
            "AKIARZPUZDIKAAAAAAAA,a,123456789012,,\nAKIARZPUZDIKAAAAAAAB,b,111122223333,,\n");

    assertEquals("111122223333", csv.keys().getLast().accountId().value());
    assertEquals(
        List.of(
            "line 2: the access key id was issued for another account than column 3 names;"
                + " column 3 applies"),
        csv.warnings());
  }

  @Test
  void an_account_has_the_encryption_keys_of_columns_4_and_5() throws AccessKeysFileException {
    AccessKeysCsv csv =
        AccessKeysCsv.parse(
            "AKIA_SOME_KEY_000001,a,1,"
                + ONE
                + "\n"
                + "AKIA_SOME_KEY_000002,b,2,"
                + ONE
                + ","
                + TWO
                + "\n"
                + "AKIA_SOME_KEY_000003,c,2,"
                + ONE
                + " , "
                + TWO
                + " # the same account\n"
                + "AKIA_SOME_KEY_000004,d,3,,\n");

    assertEquals(
        Map.of(
            AccountId.normalized("1"), new AccountKey(key(ONE), Optional.empty()),
            AccountId.normalized("2"), new AccountKey(key(ONE), Optional.of(key(TWO)))),
        csv.encryption());
    assertEquals(
        "AKIA_SOME_KEY_000002,b,000000000002," + ONE + "," + TWO,
        csv.keys().get(1).toCsvRow(Optional.of(csv.encryption().get(AccountId.normalized("2")))));
  }

  private static SealingKey key(String base64) {
    return SealingKey.parse(base64).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {ONE + ", | " + TWO + ",", ONE + ", | ,", ONE + "," + TWO + " | " + ONE + ","})
  void the_rows_of_an_account_agree_on_its_encryption_keys(String first, String second) {
    AccessKeysFileException error =
        assertThrows(
            AccessKeysFileException.class,
            () ->
                AccessKeysCsv.parse(
                    ID + ",a,1," + first + "\nAKIA_SOME_KEY_000002,a,1," + second + "\n"));

    assertEquals(
        "line 2: columns 4 and 5 differ from those of line 1, of the same account",
        error.getMessage());
    assertFalse(error.toString().contains(ONE));
  }

  @Test
  void warns_of_keys_that_can_be_guessed() throws AccessKeysFileException {
    AccessKeysCsv csv = AccessKeysCsv.parse("ELAKM5YGIGQQAD2B54IZ,a,888534479904,,\n");

    assertEquals(
        List.of(
            "line 1: the access key was made by a generator whose keys can be guessed; make a new"
                + " one"),
        csv.warnings());
  }
}
