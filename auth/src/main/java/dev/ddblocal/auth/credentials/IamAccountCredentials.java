package dev.ddblocal.auth.credentials;

import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.identity.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The IAM account's own credentials, as the environment or the secret file name them.
 *
 * @param accountId the IAM account
 * @param current its access key; empty where only {@code access_keys.csv} has one
 * @param next the access key that is accepted too while keys are rotated
 * @param encryptionKey the key that secrets of the identity table are sealed by; empty where only
 *     {@code access_keys.csv} has one
 */
public record IamAccountCredentials(
    AccountId accountId,
    Optional<AccessKey> current,
    Optional<AccessKey> next,
    Optional<AccountKey> encryptionKey) {
  /** The variable with the account id. */
  public static final String ACCOUNT_ID = "IAM_ACCOUNT_ID";

  /** The variable with the access key id. */
  public static final String ACCESS_KEY = "IAM_ACCESS_KEY";

  /** The variable with the secret access key. */
  public static final String SECRET_KEY = "IAM_SECRET_KEY";

  /** The variable with the path of the secret file. */
  public static final String SECRET_FILE = "IAM_SECRET_FILE";

  private static final String NEXT_ACCESS_KEY = "IAM_NEXT_ACCESS_KEY";
  private static final String NEXT_SECRET_KEY = "IAM_NEXT_SECRET_KEY";
  private static final String ENCRYPTION_KEY = "IAM_ENCRYPTION_KEY";
  private static final String NEXT_ENCRYPTION_KEY = "IAM_NEXT_ENCRYPTION_KEY";

  /** All variables that a secret file may hold. */
  static final Set<String> NAMES =
      Set.of(
          ACCOUNT_ID,
          ACCESS_KEY,
          SECRET_KEY,
          NEXT_ACCESS_KEY,
          NEXT_SECRET_KEY,
          ENCRYPTION_KEY,
          NEXT_ENCRYPTION_KEY);

  private static final AccountId NO_ACCOUNT = new AccountId("000000000000");

  /** Refuses missing parts. */
  public IamAccountCredentials {
    Objects.requireNonNull(accountId, "accountId is null");
    Objects.requireNonNull(current, "current is null");
    Objects.requireNonNull(next, "next is null");
    Objects.requireNonNull(encryptionKey, "encryptionKey is null");
  }

  /**
   * Reads the variables. One that is empty counts as missing.
   *
   * @return the credentials; empty if none of the variables is there
   * @throws IamAccountException if one is wrong or lacks another that belongs to it
   */
  public static Optional<IamAccountCredentials> read(Map<String, String> variables)
      throws IamAccountException {
    if (NAMES.stream().noneMatch(name -> value(variables, name).isPresent())) {
      return Optional.empty();
    }
    AccountId account = account(variables);
    Optional<AccessKey> current = accessKey(variables, account, ACCESS_KEY, SECRET_KEY);
    Optional<AccessKey> next = accessKey(variables, account, NEXT_ACCESS_KEY, NEXT_SECRET_KEY);
    if (next.isPresent() && next.map(AccessKey::id).equals(current.map(AccessKey::id))) {
      throw new IamAccountException(NEXT_ACCESS_KEY + " is the same as " + ACCESS_KEY);
    }
    return Optional.of(new IamAccountCredentials(account, current, next, encryptionKey(variables)));
  }

  /** The access keys that are accepted. */
  public List<AccessKey> accessKeys() {
    List<AccessKey> keys = new ArrayList<>();
    current.ifPresent(keys::add);
    next.ifPresent(keys::add);
    return keys;
  }

  /** These credentials, with another's encryption key where they have none. */
  IamAccountCredentials orEncryptionKeyOf(Optional<IamAccountCredentials> other) {
    return new IamAccountCredentials(
        accountId,
        current,
        next,
        encryptionKey.or(() -> other.flatMap(IamAccountCredentials::encryptionKey)));
  }

  /**
   * The key that the identity table's secrets are sealed by.
   *
   * @param accessKeysFile the IAM account's encryption key in {@code access_keys.csv}, if any
   * @throws IamAccountException if there is none, or two that differ
   */
  public AccountKey sealingKey(Optional<AccountKey> accessKeysFile) throws IamAccountException {
    if (encryptionKey.isPresent()
        && accessKeysFile.isPresent()
        && !encryptionKey.equals(accessKeysFile)) {
      throw new IamAccountException(
          ENCRYPTION_KEY
              + " and the row of account "
              + accountId
              + " in access_keys.csv name different encryption keys");
    }
    return encryptionKey
        .or(() -> accessKeysFile)
        .orElseThrow(() ->
            new IamAccountException(
                "the IAM account "
                    + accountId
                    + " has no encryption key to seal secrets by: set "
                    + ENCRYPTION_KEY
                    + " or column 4 of its row in access_keys.csv to the Base64 of 32 random"
                    + " bytes"));
  }

  private static AccountId account(Map<String, String> variables) throws IamAccountException {
    String text =
        value(variables, ACCOUNT_ID)
            .orElseThrow(() -> new IamAccountException(ACCOUNT_ID + " is missing"));
    AccountId account;
    try {
      account = AccountId.normalized(text);
    } catch (IllegalArgumentException e) {
      throw new IamAccountException(ACCOUNT_ID + " is no account id (1 to 12 digits)");
    }
    if (account.equals(NO_ACCOUNT) || account.equals(AccountId.TEST)) {
      throw new IamAccountException(
          ACCOUNT_ID + " names an account that cannot be the IAM account");
    }
    return account;
  }

  private static Optional<AccessKey> accessKey(
      Map<String, String> variables, AccountId account, String idName, String secretName)
      throws IamAccountException {
    Optional<String> id = value(variables, idName);
    Optional<String> secret = value(variables, secretName);
    if (id.isPresent() != secret.isPresent()) {
      throw new IamAccountException(
          id.isPresent()
              ? secretName + " is missing, and " + idName + " is there"
              : idName + " is missing, and " + secretName + " is there");
    }
    if (id.isEmpty()) {
      return Optional.empty();
    }
    AccessKeyId accessKeyId =
        AccessKeyId.parse(id.get())
            .filter(parsed -> !parsed.equals(AccessKeyId.TEST))
            .orElseThrow(() -> new IamAccountException(idName + " is no access key id"));
    return Optional.of(new AccessKey(accessKeyId, SecretAccessKey.of(secret.get()), account));
  }

  private static Optional<AccountKey> encryptionKey(Map<String, String> variables)
      throws IamAccountException {
    Optional<SealingKey> current = sealingKey(variables, ENCRYPTION_KEY);
    Optional<SealingKey> next = sealingKey(variables, NEXT_ENCRYPTION_KEY);
    if (current.isEmpty() && next.isPresent()) {
      throw new IamAccountException(
          ENCRYPTION_KEY + " is missing, and " + NEXT_ENCRYPTION_KEY + " is there");
    }
    return current.map(key -> new AccountKey(key, next));
  }

  private static Optional<SealingKey> sealingKey(Map<String, String> variables, String name)
      throws IamAccountException {
    Optional<String> text = value(variables, name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<SealingKey> key = SealingKey.parse(text.get());
    if (key.isEmpty()) {
      throw new IamAccountException(name + " is not the Base64 of 32 bytes");
    }
    return key;
  }

  private static Optional<String> value(Map<String, String> variables, String name) {
    return Optional.ofNullable(variables.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }
}
